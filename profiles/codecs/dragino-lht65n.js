function decodeUplink(input) {
  const bytes = input.bytes;
  if (input.fPort !== 2 || bytes.length < 11) return { errors: [`no measurement: port ${input.fPort}`] };
  const data = {
    BatV: batteryV(bytes),
    TempC_SHT: signed16(bytes[2], bytes[3]) / 100,
    Hum_SHT: ((bytes[4] << 8) | bytes[5]) / 10,
  };
  // The low bits say which probe is plugged in.
  if ((bytes[6] & 0x7f) === 1) data.TempC_DS = signed16(bytes[7], bytes[8]) / 100;
  return { data: data };
}
