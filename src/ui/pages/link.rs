use crate::{
    ui::components::{Alert, Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// The link of somebody's invitation, to copy or to scan.
#[component]
pub fn LinkPage(
    wording: Wording,
    details: String,
    name: String,
    url: String,
    /// The side of the QR code and the path of its dark modules; nothing where there is none.
    qr: Option<(usize, String)>,
    /// Until when it works, in words.
    deadline: String,
) -> impl IntoView {
    let code = qr.map(|(side, path)| {
        let drawing = format!(r#"<rect class="qr-light" width="{side}" height="{side}"/><path class="qr-dark" d="{path}"/>"#);
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=wording.say("link-qr") inner_html=drawing></svg>
        }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=details><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            <header class="page-header">
                <h1 class="page-title">{wording.say_with("link-of", &[("name", name.into())])}</h1>
                <p class="page-lead">{wording.say_with("link-deadline", &[("date", deadline.into())])}</p>
            </header>
            <div class="stack">
                <Alert tone="warning" icon=Icon::Key title=wording.say("ask-link-anyone") />
                <div class="generator">
                    <output class="generator-output" id="link">{url}</output>
                    <button
                        class="button"
                        data-needs="script"
                        type="button"
                        data-action="copy"
                        aria-controls="link"
                        data-copy=wording.say("link-copy")
                        data-done=wording.say("password-copied")
                    >
                        <Glyph icon=Icon::Copy />
                        <span aria-live="polite">{wording.say("link-copy")}</span>
                    </button>
                </div>
                {code}
            </div>
        </div>
    }
}

/// A link that has expired: only another one helps.
#[component]
pub fn ExpiredPage(wording: Wording, details: String, resend: String) -> impl IntoView {
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=details.clone()><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("details-title")}</a>
            <div class="stack">
                <h1 class="page-title">{wording.say("link-expired-title")}</h1>
                <p>{wording.say("link-expired-text")}</p>
                <div class="actions">
                    <a class="button" data-variant="primary" href=resend data-dialog>{wording.say("verb-resend")}</a>
                    <a class="button" href=details>{wording.say("refused-back")}</a>
                </div>
            </div>
        </div>
    }
}
