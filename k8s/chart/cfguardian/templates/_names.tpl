{{- define "cfguardian.name" -}}
{{- if contains "cfguardian" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-cfguardian" (.Release.Name | trunc 29 | trimSuffix "-") }}{{ end }}
{{- end }}

{{- define "cfguardian.selector" -}}
app.kubernetes.io/name: cfguardian
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "cfguardian.labels" -}}
{{ include "cfguardian.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: cfguardian
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- /* The name by which the pod of an ordinal is found, for ever. Takes a list: the root, the ordinal. */ -}}
{{- define "cfguardian.host" -}}
{{- $root := index . 0 -}}
{{- $name := include "cfguardian.name" $root -}}
{{ $name }}-{{ index . 1 }}.{{ $name }}-nodes.{{ $root.Release.Namespace }}.svc.{{ $root.Values.cluster.domain }}
{{- end }}

{{- define "cfguardian.scheme" -}}
{{ if .Values.httpTls.secretName }}https{{ else }}http{{ end }}
{{- end }}

{{- define "cfguardian.pod.security" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "cfguardian.container.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end }}

{{- define "cfguardian.small.resources" -}}
requests:
  cpu: 50m
  memory: 64Mi
limits:
  cpu: 500m
  memory: 128Mi
{{- end }}

{{- /* What every pod has beside its containers and volumes. */ -}}
{{- define "cfguardian.pod" -}}
serviceAccountName: {{ include "cfguardian.name" . }}
automountServiceAccountToken: false
# Kubernetes would set CFGUARDIAN_SERVICE_HOST and the like, and a node refuses variables that it does not know.
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- include "cfguardian.pod.security" . | nindent 2 }}
{{- end }}
