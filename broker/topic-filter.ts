// Topic names and filters of MQTT 3.1.1, section 4.7: what is one, which names a filter matches, and whether
// one filter lets through all that another would.

/** A name that can be published to: not empty, no wildcards, no NUL. */
export function isTopic(topic: string): boolean {
  return topic.length > 0 && !/[+#\0]/.test(topic);
}

/** `+` stands alone in its level, `#` alone in the last one. */
export function isFilter(filter: string): boolean {
  if (filter.length === 0 || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, index) => {
    if (level === '#') return index === levels.length - 1;
    return level === '+' || !/[+#]/.test(level);
  });
}

/** Whether a message on `topic` reaches a subscription to `filter`. False where either is malformed. */
export function topicMatches(filter: string, topic: string): boolean {
  return isTopic(topic) && filterCovers(filter, topic);
}

/**
 * Whether every topic that `asked` matches is matched by `granted` too. A topic without wildcards is a filter
 * that matches itself. False where either is malformed.
 */
export function filterCovers(granted: string, asked: string): boolean {
  if (!isFilter(granted) || !isFilter(asked)) return false;
  const grantedLevels = granted.split('/');
  const askedLevels = asked.split('/');
  // A leading wildcard does not match names that begin with $ [MQTT-4.7.2-1].
  if (asked.startsWith('$') && (grantedLevels[0] === '#' || grantedLevels[0] === '+')) return false;
  // A name has at least one level, so these two are the same.
  if (granted === '+/#' && asked === '#') return true;
  for (const [index, level] of grantedLevels.entries()) {
    // `#` includes its parent level, so it also covers an `asked` that ends here.
    if (level === '#') return true;
    const askedLevel = askedLevels[index];
    if (askedLevel === undefined || askedLevel === '#') return false;
    if (level !== '+' && level !== askedLevel) return false;
  }
  return askedLevels.length === grantedLevels.length;
}
