//! What a form would send, for those that are sent without leaving the page.

use web_sys::{Element, FormData, HtmlFormElement, UrlSearchParams};

/// The fields of a form, and the button that is pressed.
pub fn fields(form: &HtmlFormElement, button: Option<&Element>) -> Option<UrlSearchParams> {
    let data = FormData::new_with_form(form).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    if let Some(button) = button {
        fields.append(&button.get_attribute("name")?, &button.get_attribute("value")?);
    }
    Some(fields)
}
