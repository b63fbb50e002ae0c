//! The box over all rows ticks them, and a row's box unticks it.

use super::patch;
use leptos::{html::Div, prelude::*};
use web_sys::{HtmlInputElement, wasm_bindgen::JsCast};

pub fn follow(region: &NodeRef<Div>, event: &web_sys::Event) {
    let changed = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let (Some(region), Some(changed)) = (region.get_untracked(), changed) else { return };
    match changed.name().as_str() {
        "page" => {
            let Ok(rows) = region.query_selector_all("input[name=user]") else { return };
            for row in (0..rows.length()).filter_map(|number| rows.item(number)) {
                if let Ok(row) = row.dyn_into::<HtmlInputElement>() {
                    row.set_checked(changed.checked());
                }
            }
        }
        "user" if !changed.checked() => {
            if let Some(page) = patch::get::<HtmlInputElement>(&region, "input[name=page]") {
                page.set_checked(false);
            }
        }
        _ => {}
    }
}
