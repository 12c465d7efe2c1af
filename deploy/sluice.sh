#!/bin/sh
# The command line of a hub that systemd runs: as its user, with its settings, whoever calls it as root. Run as root itself,
# a command would leave files in the data folder that the hub may not write.
#   install -m 755 deploy/sluice.sh /usr/local/bin/sluice
set -eu
if [ -r /etc/sluice/sluice.env ]; then
  set -a
  . /etc/sluice/sluice.env
  set +a
fi
if [ -e /etc/sluice/sluice.yaml ]; then
  SLUICE_CONFIG=/etc/sluice/sluice.yaml
  export SLUICE_CONFIG
fi
SLUICE_DATA_DIR=${SLUICE_DATA_DIR:-/var/lib/sluice}
export SLUICE_DATA_DIR
exec runuser -u sluice --preserve-environment -- /opt/sluice/node_modules/.bin/node --max-semi-space-size=16 /opt/sluice/hub/sluice.ts "$@"
