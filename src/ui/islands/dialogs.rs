use super::patch;
use leptos::{html::Dialog, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlDialogElement, HtmlElement, Response};

/// What a page of its own shows in the dialog.
const PART: &str = "[data-part=confirm]";

/// Opens the page behind any `a[data-dialog]` as a modal dialog: of that page, its `[data-part=confirm]`.
///
/// The page is there without script too, with the same words and the same form, so nothing is lost where this can't
/// fetch it: the link is followed then. What a form in it leads to is a page again.
#[island]
pub fn Dialogs() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let on_click = move |event: leptos::ev::MouseEvent| {
        // With a key held down, or another button, one wants a tab or a window of one's own.
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
            && !event.default_prevented();
        let Some(link) = closest(&event, "a[data-dialog]").filter(|_| plain) else { return };
        let (Some(dialog), Some(href)) = (dialog.get_untracked(), link.get_attribute("href")) else { return };
        event.prevent_default();
        if link.get_attribute("aria-busy").is_some() {
            return;
        }
        let _ = link.set_attribute("aria-busy", "true");
        spawn_local(async move {
            let shown = fetch(&href).await.is_some_and(|part| show(&dialog, &link, &part));
            let _ = link.remove_attribute("aria-busy");
            if !shown {
                let _ = window().location().set_href(&href);
            }
        });
    };
    let close = move |event: leptos::ev::MouseEvent| {
        if closest(&event, "[data-close]").is_some() {
            event.prevent_default();
            if let Some(dialog) = dialog.get_untracked() {
                dialog.close();
            }
        }
    };
    Effect::new(move || {
        window_event_listener(leptos::ev::click, on_click);
    });
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="confirm-title" aria-describedby="confirm-text" on:click=close></dialog>
    }
}

/// The element that was clicked, or the nearest around it, that a selector names.
fn closest(event: &web_sys::Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// The part of the page at this path; nothing where there is no answer, another page's, or one without the part.
async fn fetch(href: &str) -> Option<Element> {
    let response: Response = JsFuture::from(window().fetch_with_str(href)).await.ok()?.dyn_into().ok()?;
    // What is refused says why in a dialog too, and lets one ask.
    if !(response.ok() || response.status() == 403) || response.redirected() {
        return None;
    }
    let html: JsValue = JsFuture::from(response.text().ok()?).await.ok()?;
    patch::find(&patch::detached(&html.as_string()?)?, PART)
}

/// Whether it could be shown. One at a time: what is open already says something else then.
fn show(dialog: &HtmlDialogElement, link: &Element, part: &Element) -> bool {
    dialog.set_inner_html(&part.inner_html());
    // A menu that closes gives the focus back to its button, where the dialog then finds it.
    if let Some(menu) = link.closest("[popover]").ok().flatten().and_then(|menu| menu.dyn_into::<HtmlElement>().ok()) {
        let _ = menu.hide_popover();
    }
    dialog.open() || dialog.show_modal().is_ok()
}
