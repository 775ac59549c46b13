declare module 'html-encoding-sniffer' {
  interface Options {
    /** Skips the meta prescan and defaults to UTF-8. */
    xml?: boolean;
    transportLayerEncodingLabel?: string;
    defaultEncoding?: string;
  }
  /** Canonical WHATWG encoding name. Throws on some malformed meta elements. */
  export default function sniff(bytes: Uint8Array, options?: Options): string;
}
