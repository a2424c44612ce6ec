# Runs when the draft is proved. Names rise with time, so the first ones are the oldest.
set -eu
mv "$1" "${1%.draft}.cfgbackup"
printf '%s\n' /backup/*.cfgbackup | head -n "-$KEEP" | while read -r old; do rm -f "$old"; done
ls -l /backup
