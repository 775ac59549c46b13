{{- define "holdfast.fullname" -}}
{{- if contains "holdfast" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-holdfast" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "holdfast.selector" -}}
app.kubernetes.io/name: holdfast
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "holdfast.labels" -}}
{{ include "holdfast.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "holdfast.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (ternary (include "holdfast.fullname" .) "default" .Values.serviceAccount.create) }}
{{- end }}

{{- define "holdfast.secret" -}}
{{ .Values.existingSecret | default (include "holdfast.fullname" .) }}
{{- end }}

{{- /* Where its parts find each other, and what every container has. */ -}}
{{- define "holdfast.env" -}}
- name: HOST
  value: 0.0.0.0
- name: PORT
  value: '8080'
- name: WORKER_PORT
  value: '8081'
- name: DATA_DIR
  value: /var/lib/holdfast
- name: SPIDERS_DIR
  value: /spiders
- name: HOME
  value: /tmp
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "holdfast.envFrom" -}}
- configMapRef:
    name: {{ include "holdfast.fullname" . }}
- secretRef:
    name: {{ include "holdfast.secret" . }}
{{- end }}

{{- /* Changed settings replace the pods. */ -}}
{{- define "holdfast.checksums" -}}
checksum/settings: {{ include (print $.Template.BasePath "/settings.yaml") . | sha256sum }}
{{- end }}

{{- /* What the pods of a role share: a dict of `root` and `role`, that role's values. */ -}}
{{- define "holdfast.podSpec" -}}
serviceAccountName: {{ include "holdfast.serviceAccount" .root }}
automountServiceAccountToken: false
# Longer than the 60 s in which a role stops by itself.
terminationGracePeriodSeconds: 75
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- toYaml .root.Values.podSecurityContext | nindent 2 }}
{{- with .role.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .role.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .role.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .role.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "holdfast.image" -}}
image: {{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end }}
