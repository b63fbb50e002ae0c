//! Lines of CSV (RFC 4180) that spreadsheets don't take for formulas (OWASP, "CSV Injection").

/// What a file begins with, so that spreadsheets read it as UTF-8.
pub const START: &str = "\u{FEFF}";

/// A line, with its end.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

fn cell(text: &str) -> String {
    // An apostrophe makes text of it, and shows in a text editor alone.
    let neutral = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) { "'" } else { "" };
    if neutral.is_empty() && !text.contains([',', ';', '"', '\n', '\r', '\t']) {
        return text.to_owned();
    }
    format!("\"{neutral}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn cells_keep_their_commas_quotes_and_lines() {
        assert_eq!(line(["a", "b,c", "d \"e\"", "f\ng", ""]), "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\",\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(line([formula]), format!("\"'{formula}\"\r\n"));
        }
        assert_eq!(line(["a=1", "+33 1"]), "a=1,\"'+33 1\"\r\n");
    }
}
