// Made from /openapi.json by `npm run generate:client`. Edit the routes instead.

export interface paths {
    "/admin/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The accounts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Accounts"];
                    };
                };
            };
        };
        put?: never;
        /** Create an account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAccount"];
                };
            };
            responses: {
                /** @description The account */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The account */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an account, or top it up */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountPatch"];
                };
            };
            responses: {
                /** @description The account */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/admin/accounts/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhook deliveries of an account, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description The last id of the page before. */
                    after?: string;
                    job_id?: string;
                    limit?: number;
                    state?: "waiting" | "delivered" | "failed" | "stopped";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The deliveries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deliveries"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/accounts/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys of an account, masked */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The keys */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Keys"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        /** Issue a key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            responses: {
                /** @description The key, shown this once */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IssuedKey"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/accounts/{id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every entry, oldest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The ledger */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ledger"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/accounts/{id}/webhook-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew the secret that signs webhooks */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The account */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy the embedded database and Temporal
         * @description Into a new folder under DATA_DIR/backups, while jobs run. Statements wait while the last changes are copied.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The copy */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Backup"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description CONFLICT */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/deliveries/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A delivery with the log of its attempts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The delivery */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliveryWithLog"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/deliveries/{event}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a delivery again, now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The delivery, waiting */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account_id: string;
                            attempts: number;
                            created_at: string;
                            ended_at: string | null;
                            /** @description The event id, the same through all attempts. */
                            id: string;
                            job_id: string;
                            /** @enum {string} */
                            kind: "page" | "job";
                            next_attempt_at: string | null;
                            page_no: number | null;
                            /** @enum {string} */
                            state: "waiting" | "delivered" | "failed" | "stopped";
                        };
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/disk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What takes how much of the disk
         * @description Database and data folder by part, how long each part is kept, and when its space is given back. With DATABASE_URL or TEMPORAL_ADDRESS the parts that those servers keep for themselves are 0.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The disk */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Disk"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/jobs/{job}/deliveries/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send all deliveries of a job again that failed or were stopped */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How many */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Replayed"];
                    };
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Revoked */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs of spiders, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number | null;
                    spider_id?: string;
                    status?: "pending" | "running" | "finished" | "cancelled" | "error";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The jobs */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisJob"][];
                    };
                };
                /** @description An unknown status, or a limit that is no number */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        put?: never;
        /** Start a job of a spider */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScrapeThisNewJob"];
                };
            };
            responses: {
                /** @description The job is stored and will run */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisStarted"];
                    };
                };
                /** @description Missing spider_id or spider_name, or arguments that are no object */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Too many calls, or no units left */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description The service takes no new jobs at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisJob"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Job not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Its results are no longer kept */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Cancel a job */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Job cancelled */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisCancelled"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Job not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Failed to cancel job: it has ended */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the job has found, in the order in which it was stored
         * @description An addition of Holdfast; not part of the ScrapeThis API. The format is chosen by `format`, or by Accept.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    format?: "json" | "ndjson" | "csv";
                    /** @description 100 of JSON when left out, and all of the other formats. */
                    limit?: number | null;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Items after the cursor */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisItems"];
                        "application/x-ndjson": string;
                        "text/csv": string;
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Job not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the spider has printed and logged: the last 10,000 lines
         * @description An addition of Holdfast; not part of the ScrapeThis API. The format is chosen by `format`, or by Accept.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    format?: "json" | "text";
                    /** @description 1000 when left out. */
                    limit?: number | null;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Lines after the cursor */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisLogs"];
                        "text/plain": string;
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Job not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Schedules, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The schedules */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisScheduleOfSpider"][];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        put?: never;
        /** Start jobs of a spider by cron */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScrapeThisNewSchedule"];
                };
            };
            responses: {
                /** @description The schedule */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisSchedule"];
                    };
                };
                /** @description Missing spider_id or cron_expression, Invalid cron_expression, Invalid timezone */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One schedule */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The schedule */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisScheduleOfSpider"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Schedule not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        /** Change a schedule: only what is named */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScrapeThisSchedulePatch"];
                };
            };
            responses: {
                /** @description The schedule */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisScheduleOfSpider"];
                    };
                };
                /** @description Invalid cron_expression, Invalid timezone */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Schedule not found, Spider not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        post?: never;
        /** Delete a schedule; jobs that it has started go on */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Gone */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisOk"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Schedule not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a schedule: only what is named */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScrapeThisSchedulePatch"];
                };
            };
            responses: {
                /** @description The schedule */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisScheduleOfSpider"];
                    };
                };
                /** @description Invalid cron_expression, Invalid timezone */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Schedule not found, Spider not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/spiders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Spiders, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number | null;
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The spiders */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisSpider"][];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        put?: never;
        /** Register a spider */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScrapeThisNewSpider"];
                };
            };
            responses: {
                /** @description The spider */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisSpider"];
                    };
                };
                /** @description Missing name or repo_path, or what else is wrong */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider name already exists */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spiders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One spider */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The spider */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisSpider"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        /** Change a spider: only what is named */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScrapeThisSpiderPatch"];
                };
            };
            responses: {
                /** @description The spider */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisSpider"];
                    };
                };
                /** @description What is wrong */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider name already exists */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        post?: never;
        /** Delete a spider and its schedules; its finished jobs stay */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Gone */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisOk"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider has running jobs */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a spider: only what is named */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScrapeThisSpiderPatch"];
                };
            };
            responses: {
                /** @description The spider */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisSpider"];
                    };
                };
                /** @description What is wrong */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Invalid or missing API key */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider not found */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
                /** @description Spider name already exists */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrapeThisError"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/console/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs of the account as they get on, as server-sent events
         * @description Events are of the type `jobs`; their data is `{"jobs": [ConsoleJob]}`, only what has changed.
         */
        get: {
            parameters: {
                query?: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description text/event-stream */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs of the account, newest first, whichever API made them */
        get: {
            parameters: {
                query?: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                    api?: "runo" | "scrpy" | "scrapethis" | "firecrawl";
                    cursor?: string;
                    kind?: "extract" | "batch" | "crawl" | "spider" | "scrapy";
                    limit?: number;
                    since?: string;
                    standing?: "pending" | "running" | "completed" | "partial" | "failed" | "cancelled";
                    /** @description A part of the id, the name or the first URL. */
                    text?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of the list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleJobs"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job with its ledger lines */
        get: {
            parameters: {
                query?: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleJobWithMore"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description JOB_NOT_FOUND, NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/jobs/{id}/asked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The call that makes such a job again */
        get: {
            parameters: {
                query?: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                    only?: "failed";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The call; null where none does */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleAsked"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description JOB_NOT_FOUND, NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a job, whichever API made it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job, being cancelled or ended */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleJob"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description JOB_NOT_FOUND, NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/jobs/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pages of a job as JSON, NDJSON or CSV, only those that the filter leaves */
        get: {
            parameters: {
                query: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                    format: "json" | "ndjson" | "csv";
                    outcome?: "success" | "error" | "waiting";
                    /** @description A part of the URL. */
                    text?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description JOB_NOT_FOUND, NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/jobs/{id}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pages of a job in order, as a table shows them */
        get: {
            parameters: {
                query?: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                    /** @description The number of the last page before. */
                    after?: number | null;
                    limit?: number;
                    outcome?: "success" | "error" | "waiting";
                    /** @description A part of the URL. */
                    text?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Some of them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsolePages"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description JOB_NOT_FOUND, NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/jobs/{id}/pages/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page with its values and what they rest on */
        get: {
            parameters: {
                query?: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                };
                header?: never;
                path: {
                    id: string;
                    no: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsolePage"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description JOB_NOT_FOUND, NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of the account, newest entries first */
        get: {
            parameters: {
                query?: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                    before?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Some entries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleLedger"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Who is signed in */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleSession"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Sign in: the answer sets a cookie
         * @description Only from a page of this origin, with the header X-Holdfast-Console: 1.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConsoleSignIn"];
                };
            };
            responses: {
                /** @description Who is signed in */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleSession"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nobody is signed in any more */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/api/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The month, prepaid units and the last days of the account */
        get: {
            parameters: {
                query?: {
                    /** @description For an operator's session: the account, where X-Holdfast-Account cannot be sent. */
                    account?: string;
                    days?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was used */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsoleUsage"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AdminError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process lives */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prometheus text */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description metrics */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Database, Temporal and a worker answer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ready */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description not ready */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Many URLs, one result each, in input order
         * @description The head, with X-Job-ID, is sent at once; the body follows when the work is done. Blanks may come before it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RunoBatchRequest"];
                };
            };
            responses: {
                /** @description Every URL with its result or error */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoBatchAnswer"];
                    };
                };
                /** @description INVALID_REQUEST, SCHEMA_INVALID, SCHEMA_NOT_ALLOWED */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description ACCOUNT_SUSPENDED */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description SCHEMA_REQUIRED, IDEMPOTENCY_KEY_REUSED */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description RATE_LIMITED, QUOTA_EXCEEDED */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/crawl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow links from a seed
         * @description The head, with X-Job-ID, is sent at once; the body follows when the work is done. Blanks may come before it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RunoCrawlRequest"];
                };
            };
            responses: {
                /** @description Every visited page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoCrawlAnswer"];
                    };
                };
                /** @description INVALID_REQUEST, SCHEMA_INVALID, SCHEMA_NOT_ALLOWED */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description ACCOUNT_SUSPENDED */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description SCHEMA_REQUIRED, IDEMPOTENCY_KEY_REUSED */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description RATE_LIMITED, QUOTA_EXCEEDED */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/extract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One URL, one result
         * @description The head, with X-Job-ID, is sent at once; the body follows when the work is done. Blanks may come before it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RunoExtractRequest"];
                };
            };
            responses: {
                /** @description The page, or why it failed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoPage"];
                    };
                };
                /** @description INVALID_REQUEST, SCHEMA_INVALID, SCHEMA_NOT_ALLOWED */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description ACCOUNT_SUSPENDED */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description SCHEMA_REQUIRED, IDEMPOTENCY_KEY_REUSED */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description RATE_LIMITED, QUOTA_EXCEEDED */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runo: Running jobs of the account. Scrpy: All jobs of the account, newest first
         * @description With X-API-Key this is Runo, with Authorization: Bearer it is Scrpy; both at once are a 400.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Clamped to 1 to 100. */
                    limit?: number | null;
                    offset?: number | null;
                    status?: "pending" | "running" | "completed" | "partial" | "failed" | "cancelled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Jobs that have not ended; Jobs without results */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoJobs"] | components["schemas"]["ScrpyJobs"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
                /** @description UNAUTHORIZED; UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"] | components["schemas"]["ScrpyError"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a job of many URLs
         * @description Answers at once. With `webhook`, an event is sent for each URL and one for the job, signed in `X-Scrpy-Signature` and as Standard Webhooks.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScrpyJobRequest"];
                };
            };
            responses: {
                /** @description The job, pending */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyJobAnswer"];
                    };
                };
                /** @description INVALID_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
                /** @description ACCOUNT_SUSPENDED */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
                /** @description BODY_TOO_LARGE */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
                /** @description IDEMPOTENCY_KEY_REUSED */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
                /** @description RATE_LIMITED, QUOTA_EXCEEDED */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runo: Status, counts and results of a job. Scrpy: Status, counts and results of a job
         * @description With X-API-Key this is Runo, with Authorization: Bearer it is Scrpy; both at once are a 400. Runo: An addition of Holdfast; not part of the Runo API. While the job runs, pages that end later may come before the cursor.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job; The job with what has run so far */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoJob"] | components["schemas"]["ScrpyJobWithResults"];
                    };
                };
                /** @description JOB_FORBIDDEN */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description JOB_NOT_FOUND; JOB_NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"] | components["schemas"]["ScrpyError"];
                    };
                };
                /** @description JOB_EXPIRED; JOB_EXPIRED */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"] | components["schemas"]["ScrpyError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Runo: Cancel a running job. Scrpy: Cancel a job
         * @description With X-API-Key this is Runo, with Authorization: Bearer it is Scrpy; both at once are a 400.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job is being stopped; The job, cancelled */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoCancelAnswer"] | components["schemas"]["ScrpyJobAnswer"];
                    };
                };
                /** @description JOB_FORBIDDEN */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"];
                    };
                };
                /** @description JOB_NOT_FOUND; JOB_NOT_FOUND */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunoErrorAnswer"] | components["schemas"]["ScrpyError"];
                    };
                };
                /** @description JOB_NOT_CANCELLABLE */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScrpyError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/agent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not available here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/batch/scrape": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Many pages, a document each
         * @description Answers at once. One unit is reserved per URL; what gives no document is given back.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FirecrawlBatchRequest"];
                };
            };
            responses: {
                /** @description The job */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlStarted"];
                    };
                };
                /** @description BAD_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description INSUFFICIENT_CREDITS */
                402: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description ACCOUNT_SUSPENDED */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SCRAPE_TIMEOUT */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description IDEMPOTENCY_KEY_REUSED */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description BODY_TOO_LARGE */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description RATE_LIMIT_EXCEEDED */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SCRAPE_SITE_ERROR and other reasons why there is no document */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/batch/scrape/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status and documents of a batch
         * @description Documents come in the order in which they ended, so `next` misses none while the job runs.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    skip?: number | null;
                };
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job, and documents behind the first `skip` */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlStatus"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_FOUND, JOB_EXPIRED */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Cancel a batch */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is being cancelled */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlCancelled"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_FOUND, JOB_EXPIRED */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_CANCELLABLE */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/batch/scrape/{job_id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pages of a batch that gave no document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description At most 1,000 of each, oldest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlErrors"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_FOUND, JOB_EXPIRED */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/browser": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not available here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/concurrency-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many jobs run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Jobs of this API that have not ended */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlConcurrency"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/crawl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The pages of a site
         * @description Answers at once. Reserves one unit per page of `limit`, or what the account has left; what gives no document is given back.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FirecrawlCrawlRequest"];
                };
            };
            responses: {
                /** @description The job */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlStarted"];
                    };
                };
                /** @description BAD_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description INSUFFICIENT_CREDITS */
                402: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description ACCOUNT_SUSPENDED */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SCRAPE_TIMEOUT */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description IDEMPOTENCY_KEY_REUSED */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description BODY_TOO_LARGE */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description RATE_LIMIT_EXCEEDED */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SCRAPE_SITE_ERROR and other reasons why there is no document */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/crawl/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status and documents of a crawl
         * @description Documents come in the order in which they ended, so `next` misses none while the job runs.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    skip?: number | null;
                };
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job, and documents behind the first `skip` */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlStatus"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_FOUND, JOB_EXPIRED */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Cancel a crawl */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is being cancelled */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlCancelled"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_FOUND, JOB_EXPIRED */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_CANCELLABLE */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/crawl/{job_id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pages of a crawl that gave no document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description At most 1,000 of each, oldest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlErrors"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_FOUND, JOB_EXPIRED */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/crawl/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The crawls that run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first, at most 100 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlActive"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/crawl/ongoing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The crawls that run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first, at most 100 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlActive"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/crawl/params-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not available here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        /** Not available here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/deep-research": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not available here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/extract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fields of several pages as one object
         * @description Answers at once. One unit is reserved per URL; a page that cannot be read is given back.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FirecrawlExtractRequest"];
                };
            };
            responses: {
                /** @description The job */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlExtractStarted"];
                    };
                };
                /** @description BAD_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description INSUFFICIENT_CREDITS */
                402: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description ACCOUNT_SUSPENDED */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SCRAPE_TIMEOUT */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description IDEMPOTENCY_KEY_REUSED */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description BODY_TOO_LARGE */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description RATE_LIMIT_EXCEEDED */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SCRAPE_SITE_ERROR and other reasons why there is no document */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/extract/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The object, when all pages have ended */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job, with its data once it has ended */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlExtractStatus"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description JOB_NOT_FOUND, JOB_EXPIRED */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/monitor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not available here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        /** Not available here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not available here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scrape": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One page in the formats that are asked for
         * @description Answers when the page has ended. A page that gives no document costs nothing.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FirecrawlScrapeRequest"];
                };
            };
            responses: {
                /** @description The document */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlDocumentAnswer"];
                    };
                };
                /** @description BAD_REQUEST */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description INSUFFICIENT_CREDITS */
                402: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description ACCOUNT_SUSPENDED */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SCRAPE_TIMEOUT */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description IDEMPOTENCY_KEY_REUSED */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description BODY_TOO_LARGE */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description RATE_LIMIT_EXCEEDED */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SCRAPE_SITE_ERROR and other reasons why there is no document */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
                /** @description SERVICE_UNAVAILABLE */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scrape/{job_id}/interact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not available here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not available here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Never */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            success: true;
                        };
                    };
                };
                /** @description NOT_SUPPORTED and others */
                501: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/team/credit-usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The units that the account has left */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Those of the month and prepaid ones together */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlCredits"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/team/queue-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many jobs wait and run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Jobs of this API that have not ended */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlQueue"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/team/token-usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tokens of models: nothing is counted in them here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Zero */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlTokens"];
                    };
                };
                /** @description UNAUTHORIZED */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirecrawlError"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            created_at: string;
            id: string;
            monthly: {
                limit: number | null;
                remaining: number | null;
                resets_at: string;
                used: number;
            };
            name: string;
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "scale" | "unlimited";
            prepaid_balance: number;
            requests_per_minute: number | null;
            suspended: boolean;
            webhook_secret: string;
        };
        AccountPatch: {
            add_prepaid?: number;
            /** @description Null gives the number back to the plan. */
            monthly_quota?: number | null;
            /** @enum {string} */
            plan?: "free" | "starter" | "pro" | "scale" | "unlimited";
            requests_per_minute?: number | null;
            suspended?: boolean;
        };
        Accounts: {
            accounts: components["schemas"]["Account"][];
        };
        AdminError: {
            error: {
                code: string;
                message: string;
            };
        };
        Backup: {
            bytes: number;
            /** @description On the machine of the service. */
            folder: string;
            parts: ("database" | "temporal")[];
            /** @description How long statements of the database had to wait. */
            paused_ms: number;
        };
        ConsoleAsked: {
            call: components["schemas"]["ConsoleAskedCall"];
        };
        ConsoleAskedCall: {
            body: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            key_header: "X-API-Key" | "Authorization";
            left_out: ("extras" | "urls" | "webhook")[];
            /** @enum {string} */
            method: "POST";
            path: string;
        } | null;
        ConsoleJob: {
            /** @enum {string} */
            api: "runo" | "scrpy" | "scrapethis" | "firecrawl";
            /** @description ISO 8601. */
            created_at: string;
            endpoint: string;
            failed: number;
            /** @description ISO 8601. */
            finished_at: string | null;
            id: string;
            items: number;
            /** @enum {string} */
            kind: "extract" | "batch" | "crawl" | "spider" | "scrapy";
            name: string | null;
            skipped: number;
            /** @enum {string} */
            standing: "pending" | "running" | "completed" | "partial" | "failed" | "cancelled";
            /** @description ISO 8601. */
            started_at: string | null;
            /** @enum {string} */
            state: "queued" | "running" | "cancelling" | "completed" | "cancelled" | "failed";
            /** @description Its first URL, or the name of its spider. */
            subject: string | null;
            succeeded: number;
            total: number;
            units: {
                charged: number;
                reserved: number;
            };
        };
        ConsoleJobs: {
            jobs: components["schemas"]["ConsoleJob"][];
            next_cursor: string | null;
        };
        ConsoleJobWithMore: {
            /** @enum {string} */
            api: "runo" | "scrpy" | "scrapethis" | "firecrawl";
            /** @description ISO 8601. */
            created_at: string;
            endpoint: string;
            /** @description Its results are not kept any more. */
            expired: boolean;
            /** @description ISO 8601. */
            expires_at: string | null;
            failed: number;
            /** @description ISO 8601. */
            finished_at: string | null;
            id: string;
            items: number;
            /** @enum {string} */
            kind: "extract" | "batch" | "crawl" | "spider" | "scrapy";
            ledger: {
                /** @description ISO 8601. */
                at: string;
                id: number;
                job_id: string | null;
                /** @enum {string} */
                kind: "reserve" | "refund" | "topup";
                /** @enum {string} */
                source: "month" | "prepaid";
                units: number;
            }[];
            name: string | null;
            /** @description Why a failed job failed. */
            reason: string | null;
            schema: components["schemas"]["RunoSchema"];
            skipped: number;
            /** @enum {string} */
            standing: "pending" | "running" | "completed" | "partial" | "failed" | "cancelled";
            /** @description ISO 8601. */
            started_at: string | null;
            /** @enum {string} */
            state: "queued" | "running" | "cancelling" | "completed" | "cancelled" | "failed";
            /** @description Its first URL, or the name of its spider. */
            subject: string | null;
            succeeded: number;
            total: number;
            units: {
                charged: number;
                reserved: number;
            };
            workflow_url: string | null;
        };
        ConsoleLedger: {
            entries: {
                /** @description ISO 8601. */
                at: string;
                id: number;
                job_id: string | null;
                /** @enum {string} */
                kind: "reserve" | "refund" | "topup";
                /** @enum {string} */
                source: "month" | "prepaid";
                units: number;
            }[];
            next_before: number | null;
        };
        ConsolePage: {
            crashes: number;
            data: {
                [key: string]: string | number | boolean | null | string[] | number[] | boolean[] | {
                    [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                } | {
                    [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                }[] | {
                    [key: string]: string | number | boolean | null | string[] | number[] | boolean[] | {
                        [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                    } | {
                        [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                    }[];
                } | {
                    [key: string]: string | number | boolean | null | string[] | number[] | boolean[] | {
                        [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                    } | {
                        [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                    }[];
                }[];
            } | null;
            duration_ms: number | null;
            error: {
                code: string;
                message: string;
                retryable: boolean;
            } | null;
            evidence: {
                [key: string]: components["schemas"]["RunoEvidence"];
            } | null;
            /** @description ISO 8601. */
            finished_at: string | null;
            http_status: number | null;
            no: number;
            /** @enum {string} */
            outcome: "success" | "error" | "waiting";
            render_mode: string | null;
            retries: number;
            url: string;
            warnings: string[];
        };
        ConsolePages: {
            next_after: number | null;
            pages: {
                /** @description Values as a table shows them, long ones cut. */
                cells: {
                    [key: string]: string | number | boolean | null;
                };
                duration_ms: number | null;
                error: {
                    code: string;
                    message: string;
                    retryable: boolean;
                } | null;
                http_status: number | null;
                no: number;
                /** @enum {string} */
                outcome: "success" | "error" | "waiting";
                render_mode: string | null;
                url: string;
                warnings: number;
            }[];
        };
        ConsoleSession: {
            /** @description Of the key; null for the operator's session. */
            account: {
                id: string;
                name: string;
            } | null;
            /** @description ISO 8601. */
            expires_at: string;
            /** @description The key brings its schema. */
            has_own_schema: boolean;
            /** @description Masked. */
            key: string | null;
            /** @enum {string} */
            kind: "key" | "admin";
            version: string;
            /** @description Where Temporal's UI shows workflows by id. */
            workflows_url: string | null;
        };
        ConsoleSignIn: {
            /** @description An API key. */
            key?: string;
            /** @description The admin token, or that of a sign-in link. */
            token?: string;
        };
        ConsoleUsage: {
            account: {
                id: string;
                name: string;
                plan: string;
            };
            days: {
                day: string;
                refunded: number;
                reserved: number;
            }[];
            monthly: {
                limit: number | null;
                remaining: number | null;
                /** @description ISO 8601. */
                resets_at: string;
                used: number;
            };
            prepaid_balance: number;
            requests_per_minute: number | null;
        };
        Deliveries: {
            deliveries: components["schemas"]["Delivery"][];
        };
        Delivery: {
            account_id: string;
            attempts: number;
            created_at: string;
            ended_at: string | null;
            /** @description The event id, the same through all attempts. */
            id: string;
            job_id: string;
            /** @enum {string} */
            kind: "page" | "job";
            next_attempt_at: string | null;
            page_no: number | null;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed" | "stopped";
        };
        DeliveryWithLog: {
            account_id: string;
            attempts: number;
            created_at: string;
            ended_at: string | null;
            /** @description The event id, the same through all attempts. */
            id: string;
            job_id: string;
            /** @enum {string} */
            kind: "page" | "job";
            log: {
                at: string;
                duration_ms: number;
                error: string | null;
                status: number | null;
            }[];
            next_attempt_at: string | null;
            page_no: number | null;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed" | "stopped";
        };
        Disk: {
            /** @description Of the data folder; null where the file system does not tell. */
            file_system: {
                free_bytes: number;
                /** @description New jobs are refused and running ones wait. */
                low: boolean;
                /** @description DISK_MIN_FREE; 0 when nothing is kept free. */
                must_be_free_bytes: number;
                size_bytes: number;
            } | null;
            parts: {
                bytes: number;
                /** @description When its space goes back to the disk. */
                given_back: string;
                kept_for_ever: boolean;
                /** @description From the end of the job; null where time does not decide. */
                kept_secs: number | null;
                /** @enum {string} */
                part: "results" | "jobs" | "deliveries" | "cache" | "ledger" | "database" | "wal" | "temporal" | "logs" | "spiders" | "other";
            }[];
            tables: {
                /** @description With indexes, long values, and the space of dead rows. */
                bytes: number;
                dead_rows: number;
                /** @enum {string} */
                part: "results" | "jobs" | "deliveries" | "cache" | "ledger" | "database" | "wal" | "temporal" | "logs" | "spiders" | "other";
                /** @description PostgreSQL's estimate. */
                rows: number;
                table: string;
            }[];
            total_bytes: number;
        };
        FirecrawlActive: {
            crawls: {
                created_at: string;
                id: string;
                options: {
                    [key: string]: unknown;
                };
                teamId: string;
                url: string;
            }[];
            /** @enum {boolean} */
            success: true;
        };
        FirecrawlBatchRequest: {
            actions?: unknown[] | null;
            agent?: unknown;
            appendToId?: null;
            auditMetadata?: unknown;
            blockAds?: unknown;
            checkPromptInjection?: unknown;
            /** @default [] */
            excludeTags?: string[] | null;
            fastMode?: unknown;
            /** @description markdown, html, rawHtml, links, images, attributes, json. */
            formats?: unknown[];
            headers?: {
                [key: string]: string;
            } | null;
            /** @default true */
            ignoreInvalidURLs?: boolean;
            /** @default [] */
            includeTags?: string[] | null;
            integration?: unknown;
            location?: {
                country?: string | null;
                languages?: string[] | null;
                settings?: unknown;
            } | null;
            lockdown?: unknown;
            /** @default 172800000 */
            maxAge?: number;
            maxConcurrency?: number | null;
            minAge?: unknown;
            mobile?: unknown;
            onlyCleanContent?: unknown;
            /** @default true */
            onlyMainContent?: boolean;
            origin?: unknown;
            parsers?: ("pdf" | ({
                /** @enum {string} */
                mode?: "fast" | "auto";
                /** @enum {string} */
                type: "pdf";
            } & {
                [key: string]: unknown;
            }))[] | null;
            profile?: unknown;
            proxy?: unknown;
            redactPII?: unknown;
            /** @default true */
            removeBase64Images?: boolean;
            safeMode?: unknown;
            /** @description Taken; certificates are always verified. */
            skipTlsVerification?: boolean;
            /** @default true */
            storeInCache?: boolean;
            threatProtection?: unknown;
            /** @default 60000 */
            timeout?: number;
            urls: string[];
            useMock?: unknown;
            /** @default 0 */
            waitFor?: number;
            webhook?: null;
            zeroDataRetention?: unknown;
        };
        FirecrawlCancelled: {
            /** @enum {string} */
            status: "cancelled";
            /** @enum {boolean} */
            success: true;
        };
        FirecrawlConcurrency: {
            concurrency: number;
            maxConcurrency: number;
            /** @enum {boolean} */
            success: true;
        };
        FirecrawlCrawlRequest: {
            /** @default false */
            allowExternalLinks?: boolean;
            /** @default false */
            allowSubdomains?: boolean;
            /** @default false */
            crawlEntireDomain?: boolean;
            /** @default true */
            deduplicateSimilarURLs?: boolean;
            delay?: number | null;
            excludePaths?: string[] | null;
            /** @description markdown, html, rawHtml, links, images, attributes, json. */
            formats?: unknown[];
            /** @default false */
            ignoreQueryParameters?: boolean;
            /** @enum {boolean|null} */
            ignoreRobotsTxt?: false | null;
            ignoreSitemap?: boolean | null;
            includePaths?: string[] | null;
            integration?: unknown;
            /** @default 10000 */
            limit?: number;
            maxConcurrency?: number | null;
            maxDiscoveryDepth?: number | null;
            origin?: unknown;
            prompt?: string | null;
            /** @default false */
            regexOnFullURL?: boolean;
            robotsUserAgent?: null;
            scrapeOptions?: {
                actions?: unknown[] | null;
                agent?: unknown;
                auditMetadata?: unknown;
                blockAds?: unknown;
                checkPromptInjection?: unknown;
                /** @default [] */
                excludeTags?: string[] | null;
                fastMode?: unknown;
                /** @description markdown, html, rawHtml, links, images, attributes, json. */
                formats?: unknown[];
                headers?: {
                    [key: string]: string;
                } | null;
                /** @default [] */
                includeTags?: string[] | null;
                location?: {
                    country?: string | null;
                    languages?: string[] | null;
                    settings?: unknown;
                } | null;
                lockdown?: unknown;
                /** @default 172800000 */
                maxAge?: number;
                minAge?: unknown;
                mobile?: unknown;
                onlyCleanContent?: unknown;
                /** @default true */
                onlyMainContent?: boolean;
                parsers?: ("pdf" | ({
                    /** @enum {string} */
                    mode?: "fast" | "auto";
                    /** @enum {string} */
                    type: "pdf";
                } & {
                    [key: string]: unknown;
                }))[] | null;
                profile?: unknown;
                proxy?: unknown;
                redactPII?: unknown;
                /** @default true */
                removeBase64Images?: boolean;
                safeMode?: unknown;
                /** @description Taken; certificates are always verified. */
                skipTlsVerification?: boolean;
                /** @default true */
                storeInCache?: boolean;
                threatProtection?: unknown;
                /** @default 60000 */
                timeout?: number;
                useMock?: unknown;
                /** @default 0 */
                waitFor?: number;
                zeroDataRetention?: unknown;
            } | null;
            /** @enum {string} */
            sitemap?: "include" | "skip" | "only";
            url: string;
            webhook?: null;
            /** @enum {boolean|null} */
            zeroDataRetention?: false | null;
        };
        FirecrawlCredits: {
            data: {
                billingPeriodEnd: string;
                billingPeriodStart: string;
                planCredits: number;
                remainingCredits: number;
            };
            /** @enum {boolean} */
            success: true;
        };
        /** @description The formats that were asked for, `metadata`, and `warning` where there is something to say. */
        FirecrawlDocument: {
            [key: string]: unknown;
        };
        FirecrawlDocumentAnswer: {
            data: components["schemas"]["FirecrawlDocument"];
            /** @enum {boolean} */
            success: true;
        };
        FirecrawlError: {
            code?: string;
            details?: {
                [key: string]: unknown;
            }[];
            /** @description For people. */
            error: string;
            /** @enum {boolean} */
            success: false;
        };
        FirecrawlErrors: {
            errors: {
                code: string;
                error: string;
                id: string;
                timestamp: string;
                url: string;
            }[];
            robotsBlocked: string[];
            /** @enum {boolean} */
            success: true;
        };
        FirecrawlExtractRequest: {
            agent?: unknown;
            allowExternalLinks?: unknown;
            enableWebSearch?: unknown;
            /** @default true */
            ignoreInvalidURLs?: boolean;
            ignoreSitemap?: unknown;
            includeSubdomains?: unknown;
            integration?: unknown;
            limit?: unknown;
            origin?: unknown;
            prompt?: string | null;
            schema: unknown;
            scrapeOptions?: {
                actions?: unknown[] | null;
                agent?: unknown;
                auditMetadata?: unknown;
                blockAds?: unknown;
                checkPromptInjection?: unknown;
                /** @default [] */
                excludeTags?: string[] | null;
                fastMode?: unknown;
                /** @description markdown, html, rawHtml, links, images, attributes, json. */
                formats?: unknown[];
                headers?: {
                    [key: string]: string;
                } | null;
                /** @default [] */
                includeTags?: string[] | null;
                location?: {
                    country?: string | null;
                    languages?: string[] | null;
                    settings?: unknown;
                } | null;
                lockdown?: unknown;
                /** @default 172800000 */
                maxAge?: number;
                minAge?: unknown;
                mobile?: unknown;
                onlyCleanContent?: unknown;
                /** @default true */
                onlyMainContent?: boolean;
                parsers?: ("pdf" | ({
                    /** @enum {string} */
                    mode?: "fast" | "auto";
                    /** @enum {string} */
                    type: "pdf";
                } & {
                    [key: string]: unknown;
                }))[] | null;
                profile?: unknown;
                proxy?: unknown;
                redactPII?: unknown;
                /** @default true */
                removeBase64Images?: boolean;
                safeMode?: unknown;
                /** @description Taken; certificates are always verified. */
                skipTlsVerification?: boolean;
                /** @default true */
                storeInCache?: boolean;
                threatProtection?: unknown;
                /** @default 60000 */
                timeout?: number;
                useMock?: unknown;
                /** @default 0 */
                waitFor?: number;
                zeroDataRetention?: unknown;
            } | null;
            showSources?: unknown;
            systemPrompt?: unknown;
            urls: string[];
            webhook?: null;
        };
        FirecrawlExtractStarted: {
            id: string;
            invalidURLs: string[];
            /** @enum {boolean} */
            success: true;
        };
        FirecrawlExtractStatus: {
            creditsUsed: number;
            /** @description Of each field the first value in the order of the URLs; of lists all that differ. */
            data?: {
                [key: string]: unknown;
            };
            error?: string;
            expiresAt: string;
            id: string;
            /** @description By field, the URLs that its value is from. */
            sources?: {
                [key: string]: string[];
            };
            /** @enum {string} */
            status: "processing" | "completed" | "failed" | "cancelled";
            /** @enum {boolean} */
            success: true;
            tokensUsed: number;
            warning?: string;
        };
        FirecrawlQueue: {
            activeJobsInQueue: number;
            jobsInQueue: number;
            maxConcurrency: number;
            mostRecentSuccess: string | null;
            /** @enum {boolean} */
            success: true;
            waitingJobsInQueue: number;
        };
        FirecrawlScrapeRequest: {
            actions?: unknown[] | null;
            agent?: unknown;
            auditMetadata?: unknown;
            blockAds?: unknown;
            checkPromptInjection?: unknown;
            /** @default [] */
            excludeTags?: string[] | null;
            fastMode?: unknown;
            /** @description markdown, html, rawHtml, links, images, attributes, json. */
            formats?: unknown[];
            headers?: {
                [key: string]: string;
            } | null;
            /** @default [] */
            includeTags?: string[] | null;
            integration?: unknown;
            location?: {
                country?: string | null;
                languages?: string[] | null;
                settings?: unknown;
            } | null;
            lockdown?: unknown;
            /** @default 172800000 */
            maxAge?: number;
            minAge?: unknown;
            mobile?: unknown;
            onlyCleanContent?: unknown;
            /** @default true */
            onlyMainContent?: boolean;
            origin?: unknown;
            parsers?: ("pdf" | ({
                /** @enum {string} */
                mode?: "fast" | "auto";
                /** @enum {string} */
                type: "pdf";
            } & {
                [key: string]: unknown;
            }))[] | null;
            profile?: unknown;
            proxy?: unknown;
            redactPII?: unknown;
            /** @default true */
            removeBase64Images?: boolean;
            safeMode?: unknown;
            /** @description Taken; certificates are always verified. */
            skipTlsVerification?: boolean;
            /** @default true */
            storeInCache?: boolean;
            threatProtection?: unknown;
            /** @default 60000 */
            timeout?: number;
            url: string;
            useMock?: unknown;
            /** @default 0 */
            waitFor?: number;
            zeroDataRetention?: unknown;
        };
        FirecrawlStarted: {
            id: string;
            invalidURLs?: string[];
            /** @enum {boolean} */
            success: true;
            /** @description Where its status is. */
            url: string;
        };
        FirecrawlStatus: {
            completed: number;
            completedAt?: string;
            createdAt: string;
            creditsUsed: number;
            data: components["schemas"]["FirecrawlDocument"][];
            /** @description Seconds. */
            duration?: number;
            error?: string;
            expiresAt: string;
            /** @description Where the next documents are; left out at the end. */
            next?: string;
            /** @enum {string} */
            status: "scraping" | "completed" | "failed" | "cancelled";
            /** @enum {boolean} */
            success: true;
            total: number;
            warning?: string;
        };
        FirecrawlTokens: {
            data: {
                planTokens: number;
                remainingTokens: number;
            };
            /** @enum {boolean} */
            success: true;
        };
        IssuedKey: {
            id: string;
            /** @description Shown this once. */
            key: string;
            /** @enum {string} */
            type: "dynamic" | "static" | "spider";
        };
        Keys: {
            keys: {
                created_at: string;
                id: string;
                masked: string;
                prefix: string;
                revoked_at: string | null;
                /** @enum {string} */
                type: "dynamic" | "static" | "spider";
            }[];
        };
        Ledger: {
            entries: {
                at: string;
                id: number;
                job_id: string | null;
                /** @enum {string} */
                kind: "reserve" | "refund" | "topup";
                /** @enum {string} */
                source: "month" | "prepaid";
                /** @description Always positive; kind tells the direction. */
                units: number;
            }[];
        };
        NewAccount: {
            /** @default null */
            monthly_quota?: number | null;
            name: string;
            /**
             * @default unlimited
             * @enum {string}
             */
            plan?: "free" | "starter" | "pro" | "scale" | "unlimited";
            /** @default 0 */
            prepaid_balance?: number;
            /** @default null */
            requests_per_minute?: number | null;
        };
        NewKey: {
            schema: components["schemas"]["RunoSchema"];
            /** @enum {string} */
            type: "static";
        } | {
            /** @description For static keys only. */
            schema?: unknown;
            /** @enum {string} */
            type: "dynamic" | "spider";
        };
        Replayed: {
            replayed: number;
        };
        RunoBatchAnswer: {
            cancelled: boolean;
            /** @description Entries with an error, those that did not run included. */
            failed: number;
            /** @description One entry per URL, in input order. */
            results: components["schemas"]["RunoPage"][];
            succeeded: number;
            total: number;
        };
        RunoBatchRequest: {
            /**
             * @description Lets the model work wait for its vendor's batch API: up to a day, same answer.
             * @default false
             */
            async_mode?: boolean;
            /** @default {} */
            options?: {
                /** @description The same as async_mode beside options. */
                async_mode?: boolean;
                concurrency?: number;
                /** @description Ours: cookies by their names. Sent to the origin of each page that is asked for (a crawl's seed), and to no other that it leads to. */
                cookies?: {
                    [key: string]: string;
                };
                /**
                 * @description Ours: results say what each value rests on. They have no `evidence` otherwise.
                 * @default false
                 */
                evidence?: boolean;
                /** @default false */
                fail_fast?: boolean;
                /** @description Ours: headers of the requests for pages. Sent to the origin of each page that is asked for (a crawl's seed), and to no other that it leads to. Not those of the connection, Host, Range or If-…. */
                headers?: {
                    [key: string]: string;
                };
                locale?: string;
                /**
                 * @description Asks the page even if an earlier result is still fresh.
                 * @default false
                 */
                no_cache?: boolean;
                /** @default false */
                process_images?: boolean;
                /**
                 * @default auto
                 * @enum {string}
                 */
                render_js?: "auto" | "always" | "never";
                /**
                 * @description Ours: how long cookies live that sites set. With `job` a page begins with those that the pages before it have left.
                 * @default page
                 * @enum {string}
                 */
                session?: "page" | "job";
                /** @default 15000 */
                timeout_ms?: number;
                /** @description Ours: in place of the service's own. robots.txt is obeyed as before. */
                user_agent?: string;
                /** @description Ours: a CSS selector that has to match, or milliseconds that have to pass, before a page is read in the browser. Never longer than timeout_ms: the page is then read as it is, with a warning. */
                wait_for?: string | number;
            };
            schema?: components["schemas"]["RunoSchema"];
            urls: string[];
        };
        RunoCancelAnswer: {
            job_id: string;
            /** @enum {string} */
            status: "cancelled";
        };
        RunoCrawlAnswer: {
            crawl_meta: {
                cancelled: boolean;
                /**
                 * @description Why the crawl ended before it visited all that matches. Ours, except for CRAWL_LIMIT_REACHED.
                 * @enum {string}
                 */
                code?: "CRAWL_LIMIT_REACHED" | "DEPTH_LIMIT_REACHED" | "ROBOTS_FORBIDDEN" | "ROBOTS_UNAVAILABLE" | "SEED_FAILED" | "SEED_NOT_HTML" | "SEED_REDIRECTED" | "SEED_WITHOUT_LINKS" | "LINKS_NOFOLLOW" | "PATTERN_MATCHED_NOTHING" | "LINKS_EXCLUDED" | "JOB_FAILED";
                /** @description Ours, with crawl.dedupe: pages that were merged with another one, uncharged. */
                pages_duplicate?: number;
                pages_failed: number;
                /** @description Pages refused by robots.txt or a redirect, duplicates, and links already known. */
                pages_skipped: number;
                pages_visited: number;
            };
            /** @description Ours, with crawl.dedupe: the first 1000 of them. The other page is in results. */
            duplicates?: {
                duplicate_of: string;
                url: string;
            }[];
            /** @description One entry per visited page, in the order of discovery. */
            results: components["schemas"]["RunoPage"][];
            seed_url: string;
            /** @description Ours: why the crawl ended early, and what else it left out. */
            warnings?: {
                /** @enum {string} */
                code: "CRAWL_LIMIT_REACHED" | "DEPTH_LIMIT_REACHED" | "ROBOTS_FORBIDDEN" | "ROBOTS_UNAVAILABLE" | "SEED_FAILED" | "SEED_NOT_HTML" | "SEED_REDIRECTED" | "SEED_WITHOUT_LINKS" | "LINKS_NOFOLLOW" | "PATTERN_MATCHED_NOTHING" | "LINKS_EXCLUDED" | "JOB_FAILED" | "SCOPE_FOLLOWED_REDIRECT" | "REDIRECTS_LEFT_SCOPE" | "PAGES_BLOCKED" | "DUPLICATES_MERGED";
                message: string;
            }[];
        };
        RunoCrawlRequest: {
            /**
             * @description Lets the model work wait for its vendor's batch API: up to a day, same answer.
             * @default false
             */
            async_mode?: boolean;
            crawl: {
                /** @default false */
                allow_large_crawl?: boolean;
                /**
                 * @description Ours: canonical merges pages that name the same canonical URL. See docs/crawling.md.
                 * @default none
                 * @enum {string}
                 */
                dedupe?: "none" | "canonical";
                /**
                 * @description Ours: leaves out links that change something (cart, logout, delete) or never end. See docs/crawling.md.
                 * @default true
                 */
                default_excludes?: boolean;
                /**
                 * @description Ours: globs like follow_pattern; links that match one are not followed.
                 * @default []
                 */
                exclude_patterns?: string[];
                /** @description Glob on absolute URLs; only matching links are followed. */
                follow_pattern: string;
                /** @default 2 */
                max_depth?: number;
                max_pages: number;
                /**
                 * @description Ours: whether rel=nofollow and meta robots are obeyed.
                 * @default true
                 */
                respect_nofollow?: boolean;
            };
            /** @default {} */
            options?: {
                /** @description The same as async_mode beside options. */
                async_mode?: boolean;
                concurrency?: number;
                /** @description Ours: cookies by their names. Sent to the origin of each page that is asked for (a crawl's seed), and to no other that it leads to. */
                cookies?: {
                    [key: string]: string;
                };
                /**
                 * @description Ours: results say what each value rests on. They have no `evidence` otherwise.
                 * @default false
                 */
                evidence?: boolean;
                /** @description Ours: headers of the requests for pages. Sent to the origin of each page that is asked for (a crawl's seed), and to no other that it leads to. Not those of the connection, Host, Range or If-…. */
                headers?: {
                    [key: string]: string;
                };
                locale?: string;
                /**
                 * @description Asks the page even if an earlier result is still fresh.
                 * @default false
                 */
                no_cache?: boolean;
                /** @default false */
                process_images?: boolean;
                /**
                 * @default auto
                 * @enum {string}
                 */
                render_js?: "auto" | "always" | "never";
                /**
                 * @description Ours: how long cookies live that sites set. With `job` a page begins with those that the pages before it have left.
                 * @default page
                 * @enum {string}
                 */
                session?: "page" | "job";
                /** @default 15000 */
                timeout_ms?: number;
                /** @description Ours: in place of the service's own. robots.txt is obeyed as before. */
                user_agent?: string;
                /** @description Ours: a CSS selector that has to match, or milliseconds that have to pass, before a page is read in the browser. Never longer than timeout_ms: the page is then read as it is, with a warning. */
                wait_for?: string | number;
            };
            schema?: components["schemas"]["RunoSchema"];
            seed_url: string;
        };
        RunoError: {
            /** @description Stable and machine readable. */
            code: string;
            /** @description For people, never to be parsed. */
            message: string;
            /** @description Whether repeating the same call can work. */
            retryable: boolean;
        };
        RunoErrorAnswer: {
            error: components["schemas"]["RunoError"];
            /** @enum {string} */
            status: "error";
        };
        /** @description An addition of Holdfast; not part of the Runo API. */
        RunoEvidence: {
            /** @description How sure it is that this place means the field. Not a probability. */
            confidence: number;
            /** @description Of an array: how many items it has. */
            items?: number;
            /** @description The page of the job whose values are the examples, where that page has shown the place. */
            learned_from?: string;
            /** @description Where it stood in there: `offers.price`, `og:title`, `h1`, `/items/*\/price`. */
            path: string;
            /** @description What stood there, in one line, cut to 100 characters. */
            raw: string;
            /** @description The rule that found the value, the same for all pages: `meta.tag`, `price.line`. */
            rule: string;
            /** @description What it was found in: a kind of metadata or a visible part of an HTML page (`json-ld`, `open-graph`, `heading`, `table`), `json`, `xml`, `pdf`, `text`, or the answer of a `model`, from text or an `image`. */
            source: string;
        };
        RunoExtractRequest: {
            /** @default {} */
            options?: {
                /** @description Ours: cookies by their names. Sent to the origin of each page that is asked for (a crawl's seed), and to no other that it leads to. */
                cookies?: {
                    [key: string]: string;
                };
                /**
                 * @description Ours: results say what each value rests on. They have no `evidence` otherwise.
                 * @default false
                 */
                evidence?: boolean;
                /** @description Ours: headers of the requests for pages. Sent to the origin of each page that is asked for (a crawl's seed), and to no other that it leads to. Not those of the connection, Host, Range or If-…. */
                headers?: {
                    [key: string]: string;
                };
                locale?: string;
                /**
                 * @description Asks the page even if an earlier result is still fresh.
                 * @default false
                 */
                no_cache?: boolean;
                /** @default false */
                process_images?: boolean;
                /**
                 * @default auto
                 * @enum {string}
                 */
                render_js?: "auto" | "always" | "never";
                /**
                 * @description Ours: how long cookies live that sites set. With `job` a page begins with those that the pages before it have left.
                 * @default page
                 * @enum {string}
                 */
                session?: "page" | "job";
                /** @default 15000 */
                timeout_ms?: number;
                /** @description Ours: in place of the service's own. robots.txt is obeyed as before. */
                user_agent?: string;
                /** @description Ours: a CSS selector that has to match, or milliseconds that have to pass, before a page is read in the browser. Never longer than timeout_ms: the page is then read as it is, with a warning. */
                wait_for?: string | number;
            };
            schema?: components["schemas"]["RunoSchema"];
            url: string;
        };
        RunoInnerField: {
            example?: unknown;
            field: string;
            fields?: unknown;
            hint?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "string" | "integer" | "float" | "boolean" | "date" | "array<string>" | "array<integer>" | "array<float>" | "array<date>" | "array<boolean>";
        };
        RunoInnerObject: {
            field: string;
            fields: components["schemas"]["RunoInnerField"][];
            hint?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "object" | "array<object>";
        };
        /** @description An addition of Holdfast; not part of the Runo API. */
        RunoJob: {
            counts: {
                /** @description Pages that will never run. */
                cancelled: number;
                failed: number;
                succeeded: number;
                total: number;
                /** @description Pages that have not ended yet. */
                waiting: number;
            };
            crawl_meta?: {
                cancelled: boolean;
                /**
                 * @description Why the crawl ended before it visited all that matches. Ours, except for CRAWL_LIMIT_REACHED.
                 * @enum {string}
                 */
                code?: "CRAWL_LIMIT_REACHED" | "DEPTH_LIMIT_REACHED" | "ROBOTS_FORBIDDEN" | "ROBOTS_UNAVAILABLE" | "SEED_FAILED" | "SEED_NOT_HTML" | "SEED_REDIRECTED" | "SEED_WITHOUT_LINKS" | "LINKS_NOFOLLOW" | "PATTERN_MATCHED_NOTHING" | "LINKS_EXCLUDED" | "JOB_FAILED";
                /** @description Ours, with crawl.dedupe: pages that were merged with another one, uncharged. */
                pages_duplicate?: number;
                pages_failed: number;
                /** @description Pages refused by robots.txt or a redirect, duplicates, and links already known. */
                pages_skipped: number;
                pages_visited: number;
            };
            created_at: string;
            /** @description Ours, with crawl.dedupe: the first 1000 of them. The other page is in results. */
            duplicates?: {
                duplicate_of: string;
                url: string;
            }[];
            endpoint: string;
            /** @description Why a failed job failed. */
            error?: {
                /** @description Stable and machine readable. */
                code: string;
                /** @description For people, never to be parsed. */
                message: string;
                /** @description Whether repeating the same call can work. */
                retryable: boolean;
            };
            /** @description When the results are dropped; afterwards this answers 410. */
            expires_at: string | null;
            finished_at: string | null;
            job_id: string;
            next_cursor: string | null;
            results: components["schemas"]["RunoPage"][];
            started_at: string | null;
            /** @enum {string} */
            status: "queued" | "running" | "cancelling" | "completed" | "cancelled" | "failed";
            units: {
                charged: number;
                reserved: number;
            };
            /** @description Ours: why the crawl ended early, and what else it left out. */
            warnings?: {
                /** @enum {string} */
                code: "CRAWL_LIMIT_REACHED" | "DEPTH_LIMIT_REACHED" | "ROBOTS_FORBIDDEN" | "ROBOTS_UNAVAILABLE" | "SEED_FAILED" | "SEED_NOT_HTML" | "SEED_REDIRECTED" | "SEED_WITHOUT_LINKS" | "LINKS_NOFOLLOW" | "PATTERN_MATCHED_NOTHING" | "LINKS_EXCLUDED" | "JOB_FAILED" | "SCOPE_FOLLOWED_REDIRECT" | "REDIRECTS_LEFT_SCOPE" | "PAGES_BLOCKED" | "DUPLICATES_MERGED";
                message: string;
            }[];
        };
        RunoJobs: {
            jobs: {
                endpoint: string;
                job_id: string;
                started_at: string;
            }[];
        };
        /** @description Ours: a thing with fields of its own, or a list of such things. */
        RunoObjectField: {
            field: string;
            fields: (components["schemas"]["RunoInnerField"] | components["schemas"]["RunoInnerObject"])[];
            hint?: string;
            /** @enum {string} */
            type: "object" | "array<object>";
        };
        RunoPage: {
            /** @description Exactly the schema's keys; null where the page has no answer. */
            data?: {
                [key: string]: string | number | boolean | null | string[] | number[] | boolean[] | {
                    [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                } | {
                    [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                }[] | {
                    [key: string]: string | number | boolean | null | string[] | number[] | boolean[] | {
                        [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                    } | {
                        [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                    }[];
                } | {
                    [key: string]: string | number | boolean | null | string[] | number[] | boolean[] | {
                        [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                    } | {
                        [key: string]: string | number | boolean | null | string[] | number[] | boolean[];
                    }[];
                }[];
            };
            error?: components["schemas"]["RunoError"];
            /** @description With options.evidence: what each value rests on. Fields without a value have none. */
            evidence?: {
                [key: string]: components["schemas"]["RunoEvidence"];
            };
            images_processed?: number | null;
            /** @enum {string} */
            render_mode?: "fetch" | "headless" | "structured" | "cache";
            /** @enum {string} */
            status: "success" | "error";
            /** @description The URL as it was asked for. */
            url: string;
            warnings?: string[];
        };
        /** @description What to extract: one object per field. */
        RunoSchema: ({
            example: unknown;
            field: string;
            fields?: unknown;
            hint?: string;
            /** @enum {string} */
            type: "string" | "integer" | "float" | "boolean" | "date" | "array<string>" | "array<integer>" | "array<float>";
        } | components["schemas"]["RunoObjectField"])[];
        ScrapeThisCancelled: {
            message: string;
            /** @enum {boolean} */
            ok: true;
        };
        ScrapeThisError: {
            error: string;
        };
        ScrapeThisItems: {
            items: unknown[];
            next_cursor: string | null;
        };
        ScrapeThisJob: {
            arguments: {
                [key: string]: unknown;
            };
            created_at: string;
            /** @description Why a job ended in error. */
            error: string | null;
            /** @description Ours: when its items are dropped. */
            expires_at: string | null;
            finished_at: string | null;
            /** Format: uuid */
            id: string;
            items_scraped: number;
            /** @description Ours: what was fetched. */
            pages: {
                failed: number;
                succeeded: number;
            };
            /**
             * Format: uuid
             * @description Ours: the schedule that started it.
             */
            schedule_id: string | null;
            spider: {
                /** Format: uuid */
                id: string;
                name: string;
                repo_path: string;
            };
            /** Format: uuid */
            spider_id: string;
            started_at: string | null;
            /** @description Ours: Scrapy's numbers at its end. */
            stats: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            status: "pending" | "running" | "finished" | "cancelled" | "error";
            /** @description Ours. */
            units: {
                charged: number;
                reserved: number;
            };
            /** Format: uuid */
            user_id: string;
        };
        ScrapeThisLogs: {
            lines: {
                at: string;
                /** @enum {string} */
                level: "debug" | "info" | "warning" | "error";
                message: string;
            }[];
            next_cursor: string | null;
        };
        /** @description spider_id or spider_name; the id wins. */
        ScrapeThisNewJob: {
            /** @description Handed to the spider. */
            arguments?: {
                [key: string]: unknown;
            } | null;
            spider_id?: string | null;
            spider_name?: string | null;
        };
        ScrapeThisNewSchedule: {
            /** @description Five fields, as in ordinary cron: minute, hour, day of the month, month, day of the week. */
            cron_expression: string;
            enabled?: boolean | null;
            spider_id: string;
            /** @description A name of the IANA time zone database, no abbreviation or offset; UTC when left out. */
            timezone?: string | null;
        };
        ScrapeThisNewSpider: {
            description?: string | null;
            name: string;
            repo_id?: string | null;
            /** @description The spider's file below SPIDERS_DIR. */
            repo_path: string;
            /** @description Handed to the spider under Scrapy's names; some tune the service itself. Scrapy's settings that name code, files, addresses or credentials are refused: the operator sets them in the spider or its project. */
            settings?: {
                [key: string]: unknown;
            } | null;
        };
        ScrapeThisOk: {
            /** @enum {boolean} */
            ok: true;
        };
        ScrapeThisSchedule: {
            created_at: string;
            cron_expression: string;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            /** @description Ours: the next five times at which it is due, in UTC; none while it is not enabled. */
            next_runs: string[];
            /** Format: uuid */
            spider_id: string;
            timezone: string;
            /** Format: uuid */
            user_id: string;
        };
        ScrapeThisScheduleOfSpider: {
            created_at: string;
            cron_expression: string;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            /** @description Ours: the next five times at which it is due, in UTC; none while it is not enabled. */
            next_runs: string[];
            spider: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: uuid */
            spider_id: string;
            timezone: string;
            /** Format: uuid */
            user_id: string;
        };
        ScrapeThisSchedulePatch: {
            cron_expression?: string;
            enabled?: boolean;
            spider_id?: string;
            timezone?: string;
        };
        ScrapeThisSpider: {
            created_at: string;
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            repo_id: string | null;
            repo_path: string;
            settings: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            user_id: string;
        };
        ScrapeThisSpiderPatch: {
            description?: string;
            name?: string;
            repo_id?: string | null;
            /** @description The spider's file below SPIDERS_DIR. */
            repo_path?: string;
            /** @description Handed to the spider under Scrapy's names; some tune the service itself. Scrapy's settings that name code, files, addresses or credentials are refused: the operator sets them in the spider or its project. */
            settings?: {
                [key: string]: unknown;
            };
        };
        ScrapeThisStarted: {
            /** Format: uuid */
            jobId: string;
            /** @enum {string} */
            status: "pending" | "running" | "finished" | "cancelled" | "error";
        };
        ScrpyError: {
            error: {
                code: string;
                message: string;
            };
            /** @enum {boolean} */
            success: false;
        };
        ScrpyJob: {
            completedAt?: string;
            completedUrls: number;
            createdAt: string;
            failedUrls: number;
            id: string;
            name: string;
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "partial" | "failed" | "cancelled";
            totalUrls: number;
        };
        ScrpyJobAnswer: {
            job: components["schemas"]["ScrpyJob"];
            /** @enum {boolean} */
            success: true;
        };
        ScrpyJobRequest: {
            /** @description The id when left out. */
            name?: string | null;
            /**
             * @description Name to CSS selector: the text of its first match. Additions of Holdfast: `a@href` takes an attribute, `.tag[]` and `a@href[]` take all matches as a list.
             * @example {
             *       "title": "h1",
             *       "price": ".price"
             *     }
             */
            selectors: {
                [key: string]: string;
            };
            urls: string[];
            /** @description Where events are sent: an https URL. */
            webhook?: string | null;
        };
        ScrpyJobs: {
            jobs: components["schemas"]["ScrpyJob"][];
            limit: number;
            offset: number;
            /** @enum {boolean} */
            success: true;
            total: number;
        };
        ScrpyJobWithResults: {
            job: {
                completedAt?: string;
                completedUrls: number;
                createdAt: string;
                failedUrls: number;
                id: string;
                name: string;
                results: components["schemas"]["ScrpyResult"][];
                /** @enum {string} */
                status: "pending" | "running" | "completed" | "partial" | "failed" | "cancelled";
                totalUrls: number;
            };
            /** @enum {boolean} */
            success: true;
        };
        ScrpyResult: {
            /** @description Text as it stands on the page; null where nothing matches. */
            data?: {
                [key: string]: string | null | string[];
            };
            /** @description In place of data: why the URL failed. */
            error?: {
                code: string;
                message: string;
            };
            url: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
