//! The forms of a page, as a browser would send them.

use super::Answer;
use html_escape::decode_html_entities;

/// A form that is posted, without its buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub value: String,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chosen, ticked or carried on.
    Given,
    /// Somebody types it.
    Typed,
    /// Typed, and never shown again.
    Secret,
}

impl Form {
    /// The posted forms of a page, in its order, but for those that send files.
    pub fn all(page: &Answer) -> Vec<Self> {
        let forms =
            page.body.split("<form").skip(1).filter_map(|rest| rest.split_once("</form>").map(|(form, _)| form));
        forms
            .filter(|form| form.contains("method=\"post\"") && !form.contains("type=\"file\""))
            .map(|form| Self { action: attribute(form, "action").expect("an action"), fields: fields(form) })
            .collect()
    }

    /// What is sent where a field says something else.
    pub fn with<'a>(&'a self, name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
        let said =
            |field: &'a Field| (field.name.as_str(), if field.name == name { value } else { field.value.as_str() });
        self.fields.iter().map(said).collect()
    }
}

fn fields(form: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    for (at, _) in form.match_indices('<') {
        let tag = &form[at..];
        let (head, rest) = tag.split_once('>').unwrap_or((tag, ""));
        let Some(name) = attribute(head, "name") else { continue };
        let told = |value: String, kind| Field { name: name.clone(), value, kind };
        let value = || attribute(head, "value").unwrap_or_default();
        if head.starts_with("<input") {
            match attribute(head, "type").as_deref().unwrap_or("text") {
                "hidden" => fields.push(told(value(), Kind::Given)),
                "radio" | "checkbox" if head.contains(" checked") => fields.push(told(value(), Kind::Given)),
                "radio" | "checkbox" | "submit" => {}
                "password" => fields.push(told(value(), Kind::Secret)),
                _ => fields.push(told(value(), Kind::Typed)),
            }
        } else if head.starts_with("<textarea") {
            let text = rest.split_once("</textarea>").map_or("", |(text, _)| text);
            // A browser takes no notice of a line's end that comes first.
            let text = decode_html_entities(text.strip_prefix('\n').unwrap_or(text)).into_owned();
            fields.push(told(text, Kind::Typed));
        } else if head.starts_with("<select") {
            let options = rest.split_once("</select>").map_or("", |(options, _)| options).split("<option").skip(1);
            let mut options = options.map(|option| option.split_once('>').map_or(option, |(head, _)| head));
            let first = options.clone().next().and_then(|option| attribute(option, "value"));
            let selected =
                options.find(|option| option.contains(" selected")).and_then(|option| attribute(option, "value"));
            fields.push(told(selected.or(first).unwrap_or_default(), Kind::Given));
        }
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let head = tag.split_once('>').map_or(tag, |(head, _)| head);
    let value = head.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
    Some(decode_html_entities(value).into_owned())
}
