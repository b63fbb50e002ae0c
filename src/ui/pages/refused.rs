use super::restricted::{Restricted, Wish, WishPart};
use crate::{
    domain::form::FieldErrors,
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// Why nothing was done with something.
#[derive(Clone, Debug)]
pub enum Why {
    /// As things stand, in a sentence.
    State(String),
    /// Rights are missing, in sentences and with what can be asked for: it opens as a dialog.
    Rights(Restricted),
}

/// Says that nothing was done with something, and why [S2.9].
#[component]
pub fn RefusedPage(
    wording: Wording,
    why: Why,
    /// The page of what it was about.
    href: String,
    name: String,
    /// The words of the way back there.
    leave: String,
    /// What was typed into the form, by field, to be taken along.
    typed: Vec<(String, String)>,
) -> impl IntoView {
    let is_restricted = matches!(why, Why::Rights(_));
    let Restricted { texts, wish } = match why {
        Why::State(text) => Restricted { texts: vec![text], wish: Wish::Nothing },
        Why::Rights(restricted) => restricted,
    };
    let since = match &wish {
        Wish::Waiting(since) => Some(since.clone()),
        Wish::Nothing | Wish::Open { .. } => None,
    };
    let texts = since.into_iter().chain(texts).map(|text| view! { <p>{text}</p> }).collect_view();
    let typed = (!typed.is_empty()).then(|| {
        let fields = typed.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> });
        view! {
            <section class="stack" data-gap="small" aria-labelledby="typed">
                <h2 class="section-title" id="typed">{wording.say("refused-typed")}</h2>
                <dl class="facts">{fields.collect_view()}</dl>
            </section>
        }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=href.clone()><Glyph icon=Icon::ChevronLeft size="small" />{name}</a>
            <section class="stack" data-part=is_restricted.then_some("confirm") data-refusal=is_restricted>
                <h1 class="page-title" id="confirm-title">{wording.say("refused-title")}</h1>
                <div class="stack" data-gap="small" id="confirm-text">{texts}</div>
                <WishPart wording wish errors=FieldErrors::default() leave=(leave, href) />
                {typed}
            </section>
        </div>
    }
}
