#!/bin/sh
# Writes the two logins that the environment gives, then becomes the broker.
set -eu
passwords=/mosquitto/data/passwords
rm -f "$passwords"
mosquitto_passwd -c -b "$passwords" hub "$MQTT_HUB_PASSWORD"
mosquitto_passwd -b "$passwords" devices "$MQTT_DEVICES_PASSWORD"
chown -R mosquitto /mosquitto/data
chmod 700 /mosquitto/data
chmod 600 "$passwords"
exec mosquitto -c /mosquitto/config/mosquitto.conf
