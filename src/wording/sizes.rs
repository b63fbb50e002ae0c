use super::{Wording, dates};

impl Wording {
    /// The size of a file, as in "1.2 MB": in powers of a thousand, as disks and browsers count.
    #[must_use]
    pub fn size(&self, bytes: u64) -> String {
        let steps = [("size-gigabytes", 1_000_000_000), ("size-megabytes", 1_000_000), ("size-kilobytes", 1_000)];
        let Some((key, step)) = steps.into_iter().find(|(_, step)| bytes >= *step) else {
            return self.say_with("size-bytes", &[("count", bytes.into())]);
        };
        // Two figures say enough.
        let tenths = bytes / (step / 10);
        let tenths = if tenths < 100 { tenths } else { tenths / 10 * 10 };
        self.say_with(key, &[("size", dates::tenths(self.spoken(), tenths).into())])
    }
}

#[cfg(test)]
mod tests {
    use crate::{domain::language::Language, wording::Wording};
    use jiff::tz::TimeZone;

    #[test]
    fn sizes_are_written_as_the_language_writes_them() {
        let [french, english] = [Language::Fr, Language::En].map(|language| Wording::new(language, TimeZone::UTC));
        let sizes = [0, 1, 999, 1_000, 12_345, 999_999, 1_250_000, 120_000_000, 3_000_000_000];
        let english = sizes.map(|bytes| english.size(bytes).replace('\u{a0}', " "));
        let expected = ["0 bytes", "1 byte", "999 bytes", "1 kB", "12 kB", "999 kB", "1.2 MB", "120 MB", "3 GB"];
        assert_eq!(english, expected);
        assert_eq!(
            [1, 12_345, 1_250_000].map(|bytes| french.size(bytes)),
            ["1\u{a0}octet", "12\u{a0}ko", "1,2\u{a0}Mo"]
        );
    }
}
