//! A link as a QR code (ISO/IEC 18004), drawn here: nobody else is asked, and a phone that scans it opens the link.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// A code to draw: the side in modules, quiet zone included, and the dark modules as the path of an SVG.
#[derive(Clone, Debug)]
pub struct Drawing {
    pub side: usize,
    pub path: String,
}

/// Light modules around the code, which scanners need.
const QUIET: usize = 4;

/// Nothing where the text is too long for any code.
#[must_use]
pub fn draw(text: &str) -> Option<Drawing> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                // Writing to a string can't fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some(Drawing { side: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_code_with_its_three_corners() {
        let link = format!("https://parvis.example.org/join/{}", "A".repeat(43));
        let drawing = draw(&link).unwrap();
        assert_eq!(drawing.side % 4, (17 + 2 * QUIET) % 4, "ISO/IEC 18004: 17 + 4 times the version");
        let far = drawing.side - QUIET - 7;
        for corner in ["M4 4h7v1h-7z".to_owned(), format!("M{far} 4h7v1h-7z"), format!("M4 {far}h7v1h-7z")] {
            assert!(drawing.path.contains(&corner), "{corner}: {}", drawing.path);
        }
    }

    #[test]
    fn what_no_code_holds_is_not_drawn() {
        assert!(draw(&"x".repeat(5_000)).is_none());
    }
}
