use super::{patch, sending};
use crate::api::preview_role;
use leptos::{html::Div, prelude::*, task::spawn_local};
use std::time::Duration;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, wasm_bindgen::JsCast};

/// Between what one chooses and what is said of it: whoever goes on choosing isn't interrupted.
const PAUSE: Duration = Duration::from_millis(300);
const TABLE: &str = "[data-part=table]";
const DIFFERENCE: &str = "[data-part=difference]";

/// Says what a role would mean to whom while one fills its table, fills all of it by a button, and asks before what
/// isn't saved is left [S1.8, S1.12].
///
/// The form works without this: its buttons come back with the table filled, and who loses what is said before it is
/// saved. Here too both are the server's, as HTML.
#[island]
pub fn RoleMatrix(
    /// The form, with the table and a place for the difference.
    children: Children,
) -> impl IntoView {
    let region = NodeRef::<Div>::new();
    // Answers may overtake one another: only the last question's counts.
    let asked = StoredValue::new(0_u32);
    let changed = StoredValue::new(false);
    // The button that fills the table, until it is filled.
    let pressed = StoredValue::new_local(None::<HtmlElement>);

    let ask = move |pause: Duration| {
        let number = asked.get_value() + 1;
        asked.set_value(number);
        let is_last = move || asked.get_value() == number;
        let ask = move || {
            let Some(form) = form(region).filter(|_| is_last()) else { return };
            let button = pressed.get_value();
            let fields = sending::fields(&form, button.as_deref()).and_then(|fields| fields.to_string().as_string());
            patch::busy(&form, DIFFERENCE, true);
            spawn_local(async move {
                let answer = preview_role(fields.unwrap_or_default()).await;
                if !is_last() {
                    return;
                }
                patch::busy(&form, DIFFERENCE, false);
                pressed.set_value(None);
                match (answer, button) {
                    (Ok(html), _) => show(&form, &html),
                    // As without script.
                    (Err(_), Some(button)) => drop(form.request_submit_with_submitter(Some(&button))),
                    // What was said isn't true any more; before it is saved, it is said again.
                    (Err(_), None) => show(&form, ""),
                }
            });
        };
        set_timeout(ask, pause);
    };
    let on_input = move |event: leptos::ev::Event| {
        // Which role the table could be filled from changes nothing yet.
        if patch::target(&event, "input").is_some() {
            changed.set_value(true);
        }
        if patch::target(&event, "[type=radio]").is_some() {
            ask(PAUSE);
        }
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        if let Some(button) = patch::closest::<HtmlElement>(&event, "[name=preset]") {
            event.prevent_default();
            changed.set_value(true);
            // What is chosen until it is filled would be lost.
            if let Some(table) = form(region).and_then(|form| patch::find(&form, TABLE)) {
                let _ = table.set_attribute("inert", "");
            }
            pressed.set_value(Some(button));
            ask(Duration::ZERO);
        } else if patch::closest::<Element>(&event, "a").is_some() {
            // Who cancels means it.
            changed.set_value(false);
        }
    };
    Effect::new(move || {
        let Some(form) = form(region) else { return };
        // What was chosen before this ran, or was left here earlier and given back by the browser.
        let is_chosen = patch::all(&form, "[type=radio]").into_iter().any(is_changed);
        changed.set_value(is_chosen || form.has_attribute("data-changed"));
        if is_chosen {
            ask(Duration::ZERO);
        }
        window_event_listener(leptos::ev::beforeunload, move |event| {
            if changed.get_value() {
                event.prevent_default();
            }
        });
    });
    view! {
        <div node_ref=region on:input=on_input on:click=on_click on:submit=move |_| changed.set_value(false)>
            {children()}
        </div>
    }
}

fn form(region: NodeRef<Div>) -> Option<HtmlFormElement> {
    let region = region.get_untracked()?;
    patch::get(&region, "form")
}

/// Whether a radio button isn't as the page came with it.
fn is_changed(radio: Element) -> bool {
    radio.dyn_into::<HtmlInputElement>().is_ok_and(|radio| radio.checked() != radio.default_checked())
}

fn show(form: &Element, html: &str) {
    let Some(fresh) = patch::detached(html) else { return };
    // What is chosen doesn't stand in the HTML: a table that seems to say the same may not.
    if let (Some(old), Some(new)) = (patch::find(form, TABLE), patch::find(&fresh, TABLE)) {
        let _ = old.replace_with_with_node_1(&new);
    }
    if let Some(old) = patch::find(form, DIFFERENCE) {
        patch::children(&old, &patch::find(&fresh, DIFFERENCE).unwrap_or(fresh));
    }
}
