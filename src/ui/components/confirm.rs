use super::{Glyph, Icon};
use crate::wording::Wording;
use leptos::prelude::*;

/// Asks before something is done: a page of its own, which the island `Dialogs` shows as a dialog.
#[component]
pub fn Confirm(
    wording: Wording,
    /// A question that names whom it is about.
    title: String,
    /// What will happen, a paragraph each.
    texts: Vec<String>,
    /// Where the form goes; it is a POST.
    action: String,
    /// The button's words: the verb itself.
    button: String,
    /// `primary`, or `danger` where access is taken away.
    #[prop(default = "primary")]
    variant: &'static str,
    /// Where "Annuler" leads, and what stands there.
    back: (String, String),
    /// What was wrong with the form.
    #[prop(optional)]
    summary: Option<AnyView>,
    /// The form's fields, where it asks for more than a yes.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (href, there) = back;
    let texts = texts.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=href.clone()><Glyph icon=Icon::ChevronLeft size="small" />{there}</a>
            {summary}
            <section class="stack" data-part="confirm">
                <h1 class="dialog-title" id="confirm-title">{title}</h1>
                <div class="stack" data-gap="small" id="confirm-text">{texts}</div>
                <form class="stack" method="post" action=action>
                    {children.map(|children| children())}
                    <div class="actions">
                        <a class="button" href=href data-close>{wording.say("cancel")}</a>
                        <button class="button" data-variant=variant type="submit">{button}</button>
                    </div>
                </form>
            </section>
        </div>
    }
}
