use serde::{Deserialize, Serialize};
use std::{borrow::Cow, str::FromStr};

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
}

impl Separator {
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        }
    }

    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// What cuts the first lines most evenly: into more than one cell, each into as many as the first.
    #[must_use]
    pub fn guess(text: &str) -> Self {
        if let Some((separator, _)) = hint(text) {
            return separator;
        }
        let alike = |separator: Self| {
            let mut cells = Records::new(text, separator).take(20).map(|record| record.cells.len());
            let first = cells.next().unwrap_or(0);
            if first < 2 { 0 } else { 1 + cells.filter(|count| *count == first).count() }
        };
        // Of two that cut as evenly, the rarer sign in texts.
        [Self::Tab, Self::Semicolon, Self::Comma].into_iter().rev().max_by_key(|s| alike(*s)).unwrap_or(Self::Comma)
    }
}

impl FromStr for Separator {
    type Err = crate::domain::error::Parse;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|s| s.as_str() == text).ok_or(crate::domain::error::Parse("separator"))
    }
}

/// `sep=;` on a line of its own, as Excel writes it; what follows.
fn hint(text: &str) -> Option<(Separator, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let separator = Separator::ALL.into_iter().find(|s| rest.as_bytes().first() == Some(&s.byte()))?;
    let rest = &rest[1..];
    rest.is_empty().then_some((separator, rest)).or_else(|| {
        let after = rest.strip_prefix('\r').unwrap_or(rest);
        let after = after.strip_prefix('\n').unwrap_or(after);
        (after.len() < rest.len()).then_some((separator, after))
    })
}

/// A line of cells; in quotes, a cell may go over several lines of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Where it begins, from 1.
    pub line: u64,
    pub cells: Vec<Cow<'a, str>>,
    /// A quote in it is never closed: it ends with its line, quotes and all.
    pub is_torn: bool,
}

/// Lines that one record may go over; a quote that isn't closed by then never is.
const MOST_LINES: usize = 100;

/// The records of a text, but for lines on which nothing stands.
///
/// The `csv` crate reads the same wherever quotes are closed, which a test holds; where one isn't, it takes the whole
/// rest of the file for one cell.
#[derive(Clone, Debug)]
pub struct Records<'a> {
    text: &'a str,
    mark: Mark,
    separator: u8,
}

/// A place in a text, between two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    offset: usize,
    line: u64,
}

impl<'a> Records<'a> {
    #[must_use]
    pub fn new(text: &'a str, separator: Separator) -> Self {
        let mark = hint(text)
            .map_or(Mark { offset: 0, line: 1 }, |(_, rest)| Mark { offset: text.len() - rest.len(), line: 2 });
        Self::at(text, separator, mark)
    }

    /// Goes on where another stood, in the same text.
    #[must_use]
    pub const fn at(text: &'a str, separator: Separator, mark: Mark) -> Self {
        Self { text, mark, separator: separator.byte() }
    }

    /// Where the next record begins.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        self.mark
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        loop {
            let rest = self.text.get(self.mark.offset..).filter(|rest| !rest.is_empty())?;
            let (cells, length, is_torn) = if let Some((cells, length)) = cut(rest, self.separator, true) {
                (cells, length, false)
            } else {
                let (cells, length) = cut(rest, self.separator, false)?;
                (cells, length, true)
            };
            let line = self.mark.line;
            self.mark = Mark { offset: self.mark.offset + length, line: line + lines_in(&rest[..length]) };
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(Record { line, cells, is_torn });
            }
        }
    }
}

/// How many line ends there are.
fn lines_in(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let ends = |at: usize| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|at| ends(*at)).count() as u64
}

/// The cells of the first record, and its length in bytes with its line's end. Nothing where a quote isn't closed.
/// Without `quotes`, they are signs like others.
fn cut(text: &str, separator: u8, quotes: bool) -> Option<(Vec<Cow<'_, str>>, usize)> {
    let bytes = text.as_bytes();
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let start = at;
        let cell = if quotes && bytes.get(at) == Some(&b'"') {
            let (cell, end) = quoted(text, at + 1)?;
            at = end;
            // What stands behind a closed quote belongs to the cell.
            let more = at;
            at += plain_length(&bytes[at..], separator);
            if at > more { Cow::Owned(cell.into_owned() + &text[more..at]) } else { cell }
        } else {
            at += plain_length(&bytes[at..], separator);
            Cow::Borrowed(&text[start..at])
        };
        cells.push(cell);
        match bytes.get(at) {
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => return Some((cells, at + 2)),
            Some(b'\r' | b'\n') => return Some((cells, at + 1)),
            Some(_) => at += 1,
            None => return Some((cells, at)),
        }
    }
}

/// Up to the next separator or line end.
fn plain_length(bytes: &[u8], separator: u8) -> usize {
    let end = |byte: &u8| *byte == separator || *byte == b'\n' || *byte == b'\r';
    bytes.iter().position(end).unwrap_or(bytes.len())
}

/// What stands in quotes from here on, doubled ones made single, and where it goes on behind the closing one.
fn quoted(text: &str, start: usize) -> Option<(Cow<'_, str>, usize)> {
    let bytes = text.as_bytes();
    let (mut at, mut from, mut lines) = (start, start, 0);
    let mut cell = Cow::Borrowed("");
    loop {
        match bytes.get(at)? {
            b'"' => {
                let part = &text[from..at];
                if bytes.get(at + 1) != Some(&b'"') {
                    if cell.is_empty() {
                        return Some((Cow::Borrowed(part), at + 1));
                    }
                    cell.to_mut().push_str(part);
                    return Some((cell, at + 1));
                }
                cell.to_mut().push_str(part);
                cell.to_mut().push('"');
                at += 2;
                from = at;
            }
            b'\n' | b'\r' => {
                lines += 1;
                if lines > MOST_LINES {
                    return None;
                }
                at += 1;
            }
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(u64, Vec<String>, bool)> {
        let records = Records::new(text, Separator::guess(text));
        records.map(|r| (r.line, r.cells.into_iter().map(Cow::into_owned).collect(), r.is_torn)).collect()
    }

    fn good(line: u64, cells: &[&str]) -> (u64, Vec<String>, bool) {
        (line, cells.iter().map(ToString::to_string).collect(), false)
    }

    #[test]
    fn lines_are_cut_by_the_sign_that_cuts_them_evenly() {
        assert_eq!(read("a;b\nc,d;e\n"), [good(1, &["a", "b"]), good(2, &["c,d", "e"])]);
        assert_eq!(read("a\tb;c\r\nd\te"), [good(1, &["a", "b;c"]), good(2, &["d", "e"])]);
        assert_eq!(read("Nom, Prénom\nx, y"), [good(1, &["Nom", " Prénom"]), good(2, &["x", " y"])]);
        assert_eq!(read("sep=;\na;b"), [good(2, &["a", "b"])]);
        assert_eq!(read("one\ntwo"), [good(1, &["one"]), good(2, &["two"])]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn quotes_hold_separators_line_ends_and_quotes() {
        assert_eq!(
            read("\"a;b\";\"c\nd\"\n\"e \"\"f\"\"\";g"),
            [good(1, &["a;b", "c\nd"]), good(3, &["e \"f\"", "g"])]
        );
        assert_eq!(read("\"\";\"a\" b;c\"d"), [good(1, &["", "a b", "c\"d"])]);
    }

    #[test]
    fn empty_lines_are_passed_over_and_counted() {
        assert_eq!(read("a;b\n\n ; \r\n\r\nc;d"), [good(1, &["a", "b"]), good(5, &["c", "d"])]);
        assert_eq!(read("a;b\r\rc;d\r"), [good(1, &["a", "b"]), good(3, &["c", "d"])]);
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_one_line() {
        let lines = read("a;b\n\"c;d\ne;f\ng;h");
        assert_eq!(lines[1], (2, vec!["\"c".to_owned(), "d".to_owned()], true));
        assert_eq!(lines[2..], [good(3, &["e", "f"]), good(4, &["g", "h"])]);
    }

    prop_compose! {
        fn table()(width in 1..5_usize)(rows in prop::collection::vec(prop::collection::vec(".{0,12}|[\"\n\r;, ]{0,6}", width), 1..12)) -> Vec<Vec<String>> {
            rows
        }
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_back(rows in table(), n in 0..3_usize) {
            let separator = Separator::ALL[n];
            let mut writer = csv::WriterBuilder::new().delimiter(separator.byte()).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assume!(hint(&text).is_none());
            let read: Vec<Vec<String>> = Records::new(&text, separator)
                .map(|record| record.cells.into_iter().map(Cow::into_owned).collect())
                .collect();
            let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
            prop_assert_eq!(read, rows.iter().filter(filled).cloned().collect::<Vec<_>>());
        }

        #[test]
        fn no_character_is_lost_whatever_the_text(text in "[ab\";,\n\r\t é]{0,80}", n in 0..3_usize) {
            let records: Vec<Record<'_>> = Records::new(&text, Separator::ALL[n]).collect();
            let letters = |text: &str| text.chars().filter(|c| "abé".contains(*c)).collect::<String>();
            let read: String = records.iter().flat_map(|r| &r.cells).map(|cell| letters(cell)).collect();
            prop_assert_eq!(read, letters(&text));
            prop_assert!(records.windows(2).all(|pair| pair[0].line < pair[1].line));
            let last = 1 + lines_in(&text);
            prop_assert!(records.iter().all(|record| record.line <= last));
        }
    }
}
