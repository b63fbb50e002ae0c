use crate::domain::import::{Mark, Record, Records, Separator};

/// A file's text, and how far it is read.
pub struct Reading {
    content: String,
    separator: Separator,
    mark: Mark,
}

impl Reading {
    /// At the first line that is somebody's.
    #[must_use]
    pub fn new(content: String, separator: Separator, has_header: bool) -> Self {
        let mut records = Records::new(&content, separator);
        if has_header {
            records.next();
        }
        let mark = records.mark();
        Self { content, separator, mark }
    }

    /// The next lines.
    pub fn next(&mut self, most: usize) -> Vec<Record<'_>> {
        let mut records = Records::at(&self.content, self.separator, self.mark);
        let next = records.by_ref().take(most).collect();
        self.mark = records.mark();
        next
    }

    /// How many lines there are from here on.
    #[must_use]
    pub fn count(&mut self) -> u64 {
        Records::at(&self.content, self.separator, self.mark).count() as u64
    }
}
