use super::review::{ReviewLine, ReviewLines};
use crate::{
    domain::form::FieldErrors,
    ui::components::{ErrorSummary, Field, Glyph, Icon, Select, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// What an order would do, in the reader's words.
#[derive(Clone, Debug)]
pub struct BulkPreview {
    /// A question, or that nobody is left.
    pub title: String,
    /// What will happen to them.
    pub texts: Vec<String>,
    /// How many are left out and why, and who.
    pub left_out: Vec<ReviewLine>,
    /// What is to be chosen: each field with its choices.
    pub choices: Vec<(&'static str, Vec<(String, String)>)>,
    /// Something was chosen first.
    pub is_next: bool,
    /// The number to type.
    pub confirm: Option<String>,
    /// Where the form goes.
    pub action: &'static str,
    /// The verb itself; nothing where there is nobody to do it with.
    pub button: Option<String>,
    pub is_destructive: bool,
}

#[component]
pub fn BulkPage(
    wording: Wording,
    preview: BulkPreview,
    /// What is carried on to the run: names and values.
    hidden: Vec<(&'static str, String)>,
    /// What was chosen before, by field.
    chosen: Vec<(&'static str, String)>,
    /// The list that one comes from.
    back: String,
    errors: FieldErrors,
) -> impl IntoView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let texts = preview.texts.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    let is_nobody = preview.button.is_none();
    let typed = |name: &str| chosen.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value);
    let selects = preview.choices.into_iter().map(|(name, options)| {
        let value = typed(name);
        let label = wording.say(&format!("bulk-{}", name.replace('_', "-")));
        let field = Field::new(name, label, value).error(&wording, errors.get(name));
        view! { <Select field options none=wording.say("bulk-choose") /> }
    });
    let selects = selects.collect_view();
    let fields = (!is_nobody).then(|| {
        view! {
            {selects}
            {preview.confirm.map(|number| {
                let label = wording.say_with("bulk-confirm", &[("number", number.into())]);
                let field = Field::new("confirm", label, typed("confirm")).error(&wording, errors.get("confirm"));
                view! { <TextInput field autocomplete="off" /> }
            })}
        }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=back.clone()><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("users-title")}</a>
            <section class="stack" data-part="confirm">
                <ErrorSummary wording=wording.clone() errors />
                // In the dialog the focus was in what asked before this.
                <h1 class="dialog-title" id="confirm-title" tabindex=preview.is_next.then_some("-1")>{preview.title}</h1>
                <div class="stack" data-gap="small" id="confirm-text">
                    {texts}
                    <LeftOut wording=wording.clone() lines=preview.left_out />
                </div>
                <form class="stack" id="count" method="post" action=preview.action data-dialog>
                    {hidden.collect_view()}
                    {fields}
                    <div class="actions">
                        <a class="button" href=back data-close>{wording.say("bulk-cancel")}</a>
                        {preview.button.map(|button| {
                            let variant = if preview.is_destructive { "danger" } else { "primary" };
                            view! { <button class="button" data-variant=variant type="submit">{button}</button> }
                        })}
                    </div>
                </form>
            </section>
        </div>
    }
}

/// Who is left out, and why.
#[component]
fn LeftOut(wording: Wording, lines: Vec<ReviewLine>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        view! {
            <div class="alert" data-tone="warning">
                <Glyph icon=Icon::Info />
                <h2 class="alert-title">{wording.say("bulk-left-title")}</h2>
                <ReviewLines lines />
            </div>
        }
    })
}
