use crate::{
    domain::form::FieldErrors,
    ui::components::{ErrorSummary, Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// The privacy policy, shown in full; with the box for who has to accept it [S5.23–S5.25].
#[component]
pub fn PolicyPage(
    wording: Wording,
    /// From Markdown, without anything that runs.
    html: String,
    /// BCP 47 code of the text's language.
    language: &'static str,
    /// SHA-256 of the text, to accept; nothing for who only reads.
    digest: Option<String>,
    errors: FieldErrors,
) -> impl IntoView {
    let error = errors.get("accepted").map(|problem| wording.problem("accepted", problem));
    let is_wrong = error.is_some();
    let form = digest.map(|digest| {
        view! {
            <form class="stack form-section" method="post" action="/policy">
                <input type="hidden" name="digest" value=digest />
                {error.map(|error| view! {
                    <p class="field-error" id="accepted-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
                })}
                <label class="choice">
                    <input
                        type="checkbox"
                        id="accepted"
                        name="accepted"
                        value="yes"
                        required
                        aria-invalid=is_wrong.then_some("true")
                        aria-describedby=is_wrong.then_some("accepted-error")
                    />
                    <span class="choice-title">{wording.say("policy-accept")}</span>
                </label>
                <div class="actions">
                    <button class="button" data-variant="primary" data-size="large" type="submit">
                        {wording.say("policy-button")}
                    </button>
                    <button class="button" data-variant="quiet" data-size="large" type="submit" form="leave">
                        {wording.say("sign-out")}
                    </button>
                </div>
                <p class="gate-aside">{wording.say("policy-proof")}</p>
            </form>
            <form id="leave" method="post" action="/sign-out"></form>
        }
    });
    view! {
        <ErrorSummary wording=wording.clone() errors />
        <article class="prose" lang=language inner_html=html></article>
        {form}
    }
}
