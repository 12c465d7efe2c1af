// The frame of Decentlab devices, protocol version 2: version, device id, flags, and for each flag that is set the
// 16-bit words of a group of sensors, most significant byte first. The last group is the battery.

/** groups: [{ words: how many, read: words => fields as [value, unit] }] */
function decentlab(bytes, groups) {
  const word = (at) => (bytes[at] << 8) | bytes[at + 1];
  if (bytes[0] !== 2) return { errors: [`protocol version ${bytes[0]}, not 2`] };
  const battery = {
    words: 1,
    read: (x) => ({ battery_voltage: [x[0] / 1000, 'V'] }),
  };
  const data = { device_id: word(1) };
  const flags = word(3);
  let at = 5;
  const all = groups.concat([battery]);
  for (let group = 0; group < all.length; group += 1) {
    if (((flags >> group) & 1) === 0) continue;
    const words = [];
    for (let i = 0; i < all[group].words; i += 1, at += 2) words.push(word(at));
    if (at > bytes.length) return { errors: ['the frame ends within its values'] };
    const fields = all[group].read(words);
    for (const name in fields) data[name] = { value: fields[name][0], unit: fields[name][1] };
  }
  if (at !== bytes.length) return { errors: [`${bytes.length - at} bytes are left over`] };
  return { data };
}

/** A word that counts from the middle of its range. */
function centred(word) {
  return word - 32768;
}
