#!/bin/sh
# Makes .env beside docker-compose.yml: a password for each part, drawn anew, and what is worth changing by hand.
# Leaves an .env that is there alone. Needs nothing but a POSIX shell.
set -eu
cd "$(dirname "$0")/.."
if [ -e .env ]; then
  echo '.env is there already; delete it for new passwords (and the volumes with it: they hold the old ones)'
  exit 0
fi
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
umask 077
cat >.env <<END
# Addresses as browsers reach them; links from Grafana to the hub use the first.
SLUICE_PUBLIC_URL=http://localhost:8080
GRAFANA_PUBLIC_URL=http://localhost:3000

# Ports on this machine; 127.0.0.1:3000 opens one for this machine alone.
HTTP_PORT=8080
MQTT_PORT=1883
GRAFANA_PORT=3000
BROKER_PORT=1884

SLUICE_TIMEZONE=Asia/Shanghai
INFLUX_RETENTION=5y

# Log in to hub and Grafana as admin.
SLUICE_ADMIN_PASSWORD=$(secret)
GRAFANA_ADMIN_PASSWORD=$(secret)

# Between the parts; the last two only where docker-compose.mosquitto.yml is used.
INFLUX_ADMIN_PASSWORD=$(secret)
INFLUX_ADMIN_TOKEN=$(secret)
INFLUX_READ_PASSWORD=$(secret)
MQTT_HUB_PASSWORD=$(secret)
MQTT_DEVICES_PASSWORD=$(secret)
END
echo 'made .env; the passwords of hub and Grafana (user admin) are in it'
