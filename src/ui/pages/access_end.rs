use crate::{
    domain::form::FieldErrors,
    ui::components::{ErrorSummary, Field, Glyph, Icon, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// The last day of somebody's access [S3.22].
#[component]
pub fn AccessEndPage(
    wording: Wording,
    /// Whose.
    name: String,
    /// The person's page.
    details: String,
    typed: String,
    /// The present last day, in words; nothing where there is no end.
    present: Option<String>,
    /// The same as the form sends it back.
    shown: String,
    errors: FieldErrors,
) -> impl IntoView {
    let field = Field::new("ends_on", wording.say("access-end-last-day"), &typed)
        .hint(wording.say("access-end-hint"))
        .error(&wording, errors.get("ends_on"));
    let has_end = present.is_some();
    let present = match present {
        Some(day) => wording.say_with("access-end-present", &[("date", day.into())]),
        None => wording.say("access-end-none"),
    };
    let action = format!("{details}/access-end");
    let named = [("name", name.as_str().into())];
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=details.clone()><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            <ErrorSummary wording=wording.clone() errors />
            <section class="stack" data-part="confirm">
                <h1 class="dialog-title" id="confirm-title">{wording.say_with("access-end-title", &named)}</h1>
                <div class="stack" data-gap="small" id="confirm-text">
                    <p id="shown" tabindex="-1">{present}</p>
                    <p class="muted">{wording.say("access-end-text")}</p>
                </div>
                <form class="stack" method="post" action=action>
                    <input type="hidden" name="shown" value=shown />
                    <TextInput field kind="date" autocomplete="off" required=false />
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                        {has_end.then(|| view! {
                            <button class="button" type="submit" name="clear" value="yes">{wording.say("access-end-clear")}</button>
                        })}
                        <a class="button" data-variant="quiet" href=details data-close>{wording.say("cancel")}</a>
                    </div>
                </form>
            </section>
        </div>
    }
}
