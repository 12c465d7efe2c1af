#!/bin/sh
# Run once by the InfluxDB image after its first setup: a login for Grafana that reads the bucket and writes nothing.
# Whoever may look at a dashboard may run any query with it.
set -eu
influx v1 dbrp create --db "$DOCKER_INFLUXDB_INIT_BUCKET" --rp autogen --default \
  --bucket-id "$DOCKER_INFLUXDB_INIT_BUCKET_ID" --org "$DOCKER_INFLUXDB_INIT_ORG"
influx v1 auth create --username grafana --password "$INFLUX_READ_PASSWORD" \
  --read-bucket "$DOCKER_INFLUXDB_INIT_BUCKET_ID" --org "$DOCKER_INFLUXDB_INIT_ORG"
