/// A text that somebody is still typing, cut where the last entry begins: what stands before is whole. A comma within a
/// name, `"Last, First" <address>` or `Last, First <address>`, ends nothing.
#[must_use]
pub fn begun(text: &str) -> (&str, &str) {
    let (mut cut, mut is_quoted, mut has_address) = (0, false, false);
    for (at, sign) in text.char_indices() {
        match sign {
            '\n' => (cut, is_quoted, has_address) = (at + 1, false, false),
            '"' => is_quoted = !is_quoted,
            '@' if !is_quoted => has_address = true,
            ',' | ';' if !is_quoted && has_address => (cut, has_address) = (at + 1, false),
            _ => {}
        }
    }
    text.split_at(cut)
}
