/** A whole-day event of a calendar. */
export interface CalendarEvent {
  /** The same whenever the file is made, so that a calendar updates instead of doubling. */
  uid: string;
  summary: string;
  url: string;
  /** First and last day, `YYYY-MM-DD`. */
  start: string;
  end: string;
}

/**
 * An iCalendar file (RFC 5545) of whole days.
 * @param stamp milliseconds at which the plan was made: two files of one plan are equal
 */
export function calendarFile(name: string, events: readonly CalendarEvent[], stamp: number): string {
  const made = new Date(stamp).toISOString().replace(/[-:]|\.\d+/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//handbook//learner plan//EN',
    `X-WR-CALNAME:${escape(name)}`,
    ...events.flatMap(({ uid, summary, url, start, end }) => [
      'BEGIN:VEVENT',
      `UID:${escape(uid)}`,
      `DTSTAMP:${made}`,
      `SEQUENCE:${Math.floor(stamp / 1000) % 2_000_000_000}`,
      `DTSTART;VALUE=DATE:${compact(start)}`,
      `DTEND;VALUE=DATE:${compact(dayAfter(end))}`,
      `SUMMARY:${escape(summary)}`,
      `URL:${url}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function escape(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Lines of at most 75 bytes; what goes on begins with a space. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = '';
  let room = 75;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (size > room) {
      parts.push(part);
      part = '';
      room = 74;
    }
    part += character;
    room -= size;
  }
  return [...parts, part].join('\r\n ');
}
