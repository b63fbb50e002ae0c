//! How a service without a picture is told from the others: by a colour that its name alone decides.

use super::search::fold;

/// Colours that there are.
pub const TINTS: u8 = 8;

/// One of [`TINTS`], the same for a name in whatever case or marks, on every machine and for good.
#[must_use]
pub fn tint(name: &str) -> u8 {
    // FNV-1a, 32 bits: the standard library's hashes may change with its version.
    let hash =
        fold(name).bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    u8::try_from((hash >> 16) % u32::from(TINTS)).unwrap_or(0)
}

/// A service of the sample catalogue [S3.23, S5.6], by the keys of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    pub name: &'static str,
    pub areas: &'static [&'static str],
    /// Everybody has it.
    pub for_all: bool,
}

/// What an account can begin with, or see what services are by.
pub const SAMPLES: [Sample; 3] = [
    Sample {
        name: "sample-campaigns",
        areas: &["sample-contacts", "sample-emailings", "sample-sms", "sample-forms", "sample-purchases"],
        for_all: false,
    },
    Sample { name: "sample-shipping", areas: &["sample-orders", "sample-labels", "sample-documents"], for_all: false },
    Sample { name: "sample-office", areas: &[], for_all: true },
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_name_keeps_its_colour_whatever_its_case_and_marks() {
        assert_eq!(tint("Étiquettes"), tint("ETIQUETTES"));
    }

    #[test]
    fn names_are_spread_over_the_colours() {
        let names =
            ["Emailings", "Expéditions", "Bureautique", "Paie", "CRM", "Wiki", "Agenda", "Notes de frais", "Stock"];
        assert!(names.into_iter().map(tint).collect::<BTreeSet<_>>().len() > 3);
    }

    proptest! {
        #[test]
        fn there_is_a_colour_for_every_name(name in any::<String>()) {
            prop_assert!(tint(&name) < TINTS);
        }
    }
}
