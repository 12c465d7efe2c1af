const milesightHistory = {
  bytes: 8,
  read: (bytes, at, i16) => ({
    temperature: i16(at) / 10,
    humidity: bytes[at + 2] / 2,
    leakage_status: bytes[at + 3] === 1 ? 'leak' : 'normal',
  }),
};
