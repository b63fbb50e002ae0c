use leptos::{html::Div, prelude::*};
use state::State;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement, Node};

mod chip;
mod state;

pub use chip::kinds;

/// The address box [S1.6, S1.7]: makes chips of what is typed or pasted into a text field, and says of each what
/// sending would do. Before it hydrates, and without script, the field is a plain one of the same name.
///
/// Markup and words are the server's: the field, the list, and a template for a chip.
#[island]
pub fn AddressBox(
    /// With `[data-part=box]` around `.chips-list`, a textarea and a hidden input `addresses`; with a
    /// `template[data-chip=…]` for each of the [`kinds`] of chips and for how many more there are;
    /// with `[data-part=summary]` and `[role=alert]`.
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    let state = State::new(root);
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let Some(field) = target::<HtmlTextAreaElement>(&event) else { return };
        let text = field.value();
        let taken = match event.key().as_str() {
            // A composition's Enter chooses a character.
            "Enter" if !event.is_composing() && !event.ctrl_key() && !event.meta_key() => {
                state.take();
                true
            }
            "," | ";" if text.contains('@') => {
                state.take();
                true
            }
            "Tab" => {
                state.take();
                false
            }
            "Backspace" if text.is_empty() => state.give_back(),
            _ => false,
        };
        if taken {
            event.prevent_default();
        }
    };
    // A pasted list is taken at once; a pasted word may still be completed.
    let on_input = move |event: leptos::ev::Event| {
        let kind = event.dyn_ref::<web_sys::InputEvent>().map(web_sys::InputEvent::input_type);
        let pasted = matches!(kind.as_deref(), Some("insertFromPaste" | "insertFromDrop"));
        if pasted && target::<HtmlTextAreaElement>(&event).is_some_and(|field| field.value().contains('@')) {
            state.take();
        }
    };
    // One listener for all the buttons that take a chip out.
    let on_click = move |event: leptos::ev::MouseEvent| {
        let button = target::<Element>(&event).and_then(|element| element.closest("[data-number]").ok().flatten());
        if let Some(number) = button.and_then(|button| button.get_attribute("data-number")?.parse().ok()) {
            state.remove(number);
        }
    };
    Effect::new(move || {
        let Some(root) = root.get() else { return };
        state.begin();
        // What is still typed is taken by a click elsewhere, or by sending. Not by losing the focus: that comes while
        // the button goes down, and the chip that appears would push away what is being clicked.
        window_event_listener(leptos::ev::click, move |event| {
            if !root.contains(target::<Node>(&event).as_ref()) {
                state.take();
            }
        });
        window_event_listener(leptos::ev::submit, move |_| state.take());
    });
    view! {
        <div class="stack" data-gap="small" node_ref=root on:click=on_click on:keydown=on_key on:input=on_input>
            {children()}
        </div>
    }
}

/// The element that an event happened to, as one of its own kind.
fn target<T: JsCast>(event: &web_sys::Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}
