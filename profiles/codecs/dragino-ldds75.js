function decodeUplink(input) {
  const bytes = input.bytes;
  if (input.fPort !== 2 || bytes.length < 4) return { errors: [`no measurement: port ${input.fPort}`] };
  return { data: { Bat: batteryV(bytes), Distance: (bytes[2] << 8) | bytes[3] } };
}
