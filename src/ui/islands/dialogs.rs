use super::{patch, sending};
use leptos::{html::Dialog, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlFormElement, RequestInit, Response, js_sys::Promise};

/// What a page of its own shows in the dialog.
const PART: &str = "[data-part=confirm]";
/// The same part where the page itself was refused: there is nothing else on it to look at.
const REFUSAL: &str = ".page:not(:has(> .error-summary)) > [data-part=confirm][data-refusal]";
/// Forms that are answered in the dialog: those in it, and in the page those that say so.
const FORM: &str = "dialog form[data-dialog], form[data-dialog=page]";
/// Where in it one reads, or types, on: what is wrong first.
const HERE: &str = "[aria-invalid], [tabindex]";

/// Opens the page behind any `a[data-dialog]` as a modal dialog: of that page, its `[data-part=confirm]`.
///
/// The page is there without script too, with the same words and the same form, so nothing is lost where this can't
/// fetch it: the link is followed then. What a form in it leads to is a page again; but a `form[data-dialog]` in it, or a
/// `form[data-dialog=page]` in the page, is answered in the dialog: by what it asks next, by what is wrong with it, or once
/// it is done, by what its page says then [S2.9].
///
/// A page that says which right is missing, whatever led to it, opens as a dialog by itself, and is a page again once
/// that is closed.
#[island]
pub fn Dialogs() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    // The path of what is shown; empty: the page's own.
    let shown = StoredValue::new(String::new());
    let on_click = move |event: leptos::ev::MouseEvent| {
        // With a key held down, or another button, one wants a tab or a window of one's own.
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
            && !event.default_prevented();
        let Some(link) = patch::closest::<Element>(&event, "a[data-dialog]").filter(|_| plain) else { return };
        let (Some(dialog), Some(href)) = (dialog.get_untracked(), link.get_attribute("href")) else { return };
        event.prevent_default();
        if link.get_attribute("aria-busy").is_some() {
            return;
        }
        let _ = link.set_attribute("aria-busy", "true");
        spawn_local(async move {
            let opened = fetch(&href).await.is_some_and(|part| show(&dialog, &link, &part));
            let _ = link.remove_attribute("aria-busy");
            if opened { shown.set_value(href) } else { follow(&href) }
        });
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        let form = patch::closest::<HtmlFormElement>(&event, FORM);
        let (Some(dialog), Some(form)) = (dialog.get_untracked(), form) else { return };
        event.prevent_default();
        let is_within = dialog.open();
        if !is_within {
            shown.set_value(String::new());
        }
        patch::busy(&form, "button[type=submit]", true);
        spawn_local(async move {
            let answer = send(&form).await;
            patch::busy(&form, "button[type=submit]", false);
            let (part, url) = match answer {
                Some(answer) if answer.redirected() => (fetch(&shown.get_value()).await, Some(answer.url())),
                Some(answer) => (read(answer).await, None),
                None => (None, None),
            };
            match (part, url) {
                // Who has closed it meanwhile reads something else.
                (Some(part), _) if is_within && !dialog.open() || show(&dialog, &form, &part) => {}
                // What it was about is answered on a page of its own.
                (_, Some(url)) => follow(&url),
                _ => drop(form.submit()),
            }
        });
    };
    let close = move |event: leptos::ev::MouseEvent| {
        if patch::closest::<Element>(&event, "[data-close]").is_some() {
            event.prevent_default();
            if let Some(dialog) = dialog.get_untracked() {
                dialog.close();
            }
        }
    };
    // What the page gave is the page's again.
    let on_close = move |_| {
        if let (Some(dialog), Some(part)) = (dialog.get_untracked(), refusal())
            && part.first_child().is_none()
        {
            carry(&dialog, &part);
        }
    };
    Effect::new(move || {
        window_event_listener(leptos::ev::click, on_click);
        window_event_listener(leptos::ev::submit, on_submit);
        if let (Some(dialog), Some(part)) = (dialog.get(), refusal()) {
            carry(&part, &dialog);
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="confirm-title"
            aria-describedby="confirm-text"
            on:click=close
            on:close=on_close
        ></dialog>
    }
}

fn refusal() -> Option<Element> {
    document().query_selector(REFUSAL).ok().flatten()
}

/// All that is in one, with what was typed in it, into the other.
fn carry(from: &Element, to: &Element) {
    while let Some(child) = from.first_child() {
        let _ = to.append_child(&child);
    }
}

fn follow(href: &str) {
    let _ = window().location().set_href(href);
}

/// The part of the page at this path; nothing where there is no answer, another page's, or one without the part.
async fn fetch(href: &str) -> Option<Element> {
    let answer = answer(window().fetch_with_str(href)).await.filter(|answer| !answer.redirected())?;
    read(answer).await
}

/// What a form is answered.
async fn send(form: &HtmlFormElement) -> Option<Response> {
    let (init, fields) = (RequestInit::new(), sending::fields(form, None)?);
    init.set_method("POST");
    init.set_body(&fields);
    answer(window().fetch_with_str_and_init(&form.get_attribute("action")?, &init)).await
}

async fn answer(promise: Promise) -> Option<Response> {
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

async fn read(answer: Response) -> Option<Element> {
    // What is refused says why in a dialog too, and lets one ask; what is wrong with a form, beside its field.
    if !(answer.ok() || matches!(answer.status(), 403 | 422)) {
        return None;
    }
    let html: JsValue = JsFuture::from(answer.text().ok()?).await.ok()?;
    patch::find(&patch::detached(&html.as_string()?)?, PART)
}

/// Shows what a link or a form in the page, or in what was shown before, leads to; gives whether it could. One at a time:
/// what is open already says something else then.
fn show(dialog: &HtmlDialogElement, from: &Element, part: &Element) -> bool {
    // A menu that closes gives the focus back to its button, where the dialog then finds it.
    if let Some(menu) = from.closest("[popover]").ok().flatten().and_then(|menu| menu.dyn_into::<HtmlElement>().ok()) {
        let _ = menu.hide_popover();
    }
    dialog.set_inner_html(&part.inner_html());
    let was_open = dialog.open();
    // The focus was in what isn't there any more.
    if was_open && let Some(here) = patch::get::<HtmlElement>(dialog, HERE) {
        let _ = here.focus();
    }
    was_open || dialog.show_modal().is_ok()
}
