//! Markdown from the operator's files, as HTML that can do nothing.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Raw HTML is shown as text, of a picture its words are left, links go to web and mail addresses alone.
pub fn to_html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if is_safe(&dest_url) { dest_url } else { "#".into() };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        other => other,
    });
    let is_picture = |event: &Event<'_>| matches!(event, Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image));
    let mut page = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut page, events.filter(|event| !is_picture(event)));
    page
}

fn is_safe(url: &str) -> bool {
    ["https://", "http://", "mailto:", "#"].iter().any(|start| url.starts_with(start))
        || (url.starts_with('/') && !url.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::to_html;
    use proptest::prelude::*;

    #[test]
    fn nothing_that_runs_or_loads_is_left() {
        let html = to_html(
            "# Titre\n\n<script>alert(1)</script> <b onclick=x>\n\n[a](javascript:alert(1)) ![p](https://x/y.png)",
        );
        assert!(html.contains("<h1>Titre</h1>"));
        assert!(!html.contains("<script") && !html.contains("<b ") && !html.contains("javascript:"), "{html}");
        assert!(!html.contains("<img") && !html.contains("https://x/y.png") && html.contains(" p</p>"), "{html}");
    }

    #[test]
    fn links_to_pages_and_addresses_stay() {
        let html = to_html("[CNIL](https://www.cnil.fr/) [écrire](mailto:dpo@exemple.fr)");
        assert!(html.contains(r#"href="https://www.cnil.fr/""#) && html.contains("mailto:dpo@exemple.fr"));
    }

    proptest! {
        #[test]
        fn no_text_makes_a_tag_of_its_own(text in "[<>a-z/\"'=\\n `*\\[\\]()!:-]{0,80}") {
            let html = to_html(&text);
            for tag in ["<script", "<img", "<iframe", "<svg", "<style", "<form", "<input", "<object"] {
                prop_assert!(!html.contains(tag));
            }
        }
    }
}
