//! The mails' colours: those of the pages, in the notation that mail readers know.

/// One scheme; contrast is checked below.
pub struct Colours {
    pub canvas: &'static str,
    pub card: &'static str,
    pub ink: &'static str,
    pub muted: &'static str,
    pub line: &'static str,
    pub accent: &'static str,
    pub on_accent: &'static str,
}

pub const LIGHT: Colours = Colours {
    canvas: "#f3f1ec",
    card: "#ffffff",
    ink: "#18272c",
    muted: "#4b5a5f",
    line: "#ddd9d0",
    accent: "#0b5f70",
    on_accent: "#ffffff",
};

pub const DARK: Colours = Colours {
    canvas: "#0e1518",
    card: "#171f23",
    ink: "#e8edee",
    muted: "#aab6ba",
    line: "#333f45",
    accent: "#7fd3d0",
    on_accent: "#0c2125",
};

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2's relative luminance of `#rrggbb`.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_in_light_and_dark() {
        for c in [LIGHT, DARK] {
            let pairs =
                [(c.ink, c.card), (c.muted, c.card), (c.muted, c.canvas), (c.accent, c.card), (c.on_accent, c.accent)];
            for (text, ground) in pairs {
                assert!(contrast(text, ground) >= 4.5, "{text} on {ground}: {}", contrast(text, ground));
            }
        }
    }
}
