//! Folding: what is searched and ordered by, without case or marks [S1.15].

/// Lower case, without marks: "Céline ŁUKASZ" gives "celine lukasz".
///
/// Letters that have no decomposition in Unicode but that people type without their stroke or as two letters
/// (ł, ø, đ, ß, æ, œ…) are mapped by hand.
#[cfg(feature = "ssr")]
#[must_use]
pub fn fold(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            // Lower-casing "İ" leaves a mark behind.
            c if is_combining_mark(c) => {}
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            // Nothing that is stored has any, and no database takes a NUL.
            c if c.is_control() => {}
            c => folded.push(c),
        }
    }
    folded.trim().to_owned()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::fold;
    use proptest::prelude::*;

    #[test]
    fn marks_and_case_are_gone() {
        assert_eq!(fold("Céline"), "celine");
        assert_eq!(fold("Ce\u{301}line"), "celine");
        assert_eq!(fold("Łukasz Żółć"), "lukasz zolc");
        assert_eq!(fold("  Groß   Ærø "), "gross aero");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("a\0b\u{1b}c"), "abc");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
