use crate::{
    domain::{form::FieldErrors, text::RequestText},
    ui::components::{ErrorSummary, Field, TextArea},
    wording::Wording,
};
use leptos::prelude::*;

/// What somebody met who may not go on, in the reader's words [S2.9].
#[derive(Clone, Debug)]
pub struct Restricted {
    /// What is needed and isn't there, in sentences.
    pub texts: Vec<String>,
    /// The wish that would help.
    pub wish: Wish,
}

/// Whether one can ask.
#[derive(Clone, Debug)]
pub enum Wish {
    /// There is nothing to ask for.
    Nothing,
    /// The area and the level to ask for, and what was typed as the reason.
    Open { area: String, level: String, reason: String },
    /// It waits since then, in words.
    Waiting(String),
}

/// A refusal that helps: what is restricted, who can give it, and a way to ask.
#[component]
pub fn RestrictedPage(wording: Wording, title: String, restricted: Restricted, errors: FieldErrors) -> impl IntoView {
    let Restricted { texts, wish } = restricted;
    let (since, is_waiting) = match &wish {
        Wish::Waiting(since) => (Some(since.clone()), true),
        Wish::Nothing | Wish::Open { .. } => (None, false),
    };
    let texts = since.into_iter().chain(texts).map(|text| view! { <p>{text}</p> }).collect_view();
    let leave = (wording.say("error-home"), "/".to_owned());
    let wish = view! { <WishPart wording=wording.clone() wish errors=errors.clone() leave /> };
    view! {
        <div class="page" data-width="form">
            <ErrorSummary wording errors />
            <section class="stack" data-part="confirm" data-refusal>
                <h1 class="dialog-title" id="confirm-title">{title}</h1>
                // What has become of the wish is read first, once it is sent.
                <div class="stack" data-gap="small" id="confirm-text" tabindex=is_waiting.then_some("-1")>{texts}</div>
                {wish}
            </section>
        </div>
    }
}

/// The way to ask, and the way out of here.
#[component]
pub fn WishPart(
    wording: Wording,
    wish: Wish,
    errors: FieldErrors,
    /// Where a page leads to, in words and as an address.
    leave: (String, String),
) -> impl IntoView {
    let leave = view! { <Leave wording=wording.clone() to=leave /> };
    match wish {
        Wish::Nothing => view! { <div class="actions">{leave}</div> }.into_any(),
        Wish::Waiting(_) => view! {
            <div class="actions">
                <a class="button" href="/me/rights">{wording.say("restricted-see")}</a>
                {leave}
            </div>
        }
        .into_any(),
        Wish::Open { area, level, reason } => {
            let field = Field::new("reason", wording.say("restricted-reason"), &reason)
                .hint(wording.say_with("restricted-reason-hint", &[("most", RequestText::MOST.into())]))
                .error(&wording, errors.get("reason"));
            view! {
                // Answered where it is asked: one stays on the page that one was on.
                <form class="stack" method="post" action="/requests" data-dialog>
                    <input type="hidden" name="area" value=area />
                    <input type="hidden" name="level" value=level />
                    <TextArea field most=RequestText::MOST />
                    <div class="actions">
                        {leave}
                        <button class="button" data-variant="primary" type="submit">{wording.say("restricted-ask")}</button>
                    </div>
                </form>
            }
            .into_any()
        }
    }
}

/// Out of here: from a page to another, from a dialog to what is under it.
#[component]
fn Leave(wording: Wording, to: (String, String)) -> impl IntoView {
    let (name, href) = to;
    view! {
        <a class="button" href=href data-close>
            <span data-where="page">{name}</span>
            <span data-where="dialog">{wording.say("close")}</span>
        </a>
    }
}
