//! Puts newer HTML in the place of what is shown, and leaves alone what says the same: focus and selection in it stay
//! where they are.

use leptos::prelude::document;
use web_sys::{Element, wasm_bindgen::JsCast};

/// On children that a change brought; the style shows it for a moment.
const CHANGED: &str = "data-changed";

/// The element inside that a selector finds first.
pub fn find(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

/// As [`find`], as an element of its own kind.
pub fn get<T: JsCast>(element: &Element, selector: &str) -> Option<T> {
    find(element, selector)?.dyn_into().ok()
}

/// Shows or hides what a selector finds first.
pub fn reveal(element: &Element, selector: &str, shown: bool) {
    if let Some(found) = find(element, selector) {
        let _ = if shown { found.remove_attribute("hidden") } else { found.set_attribute("hidden", "") };
    }
}

/// Marks what a selector finds first as about to change, or no more.
pub fn busy(element: &Element, selector: &str, busy: bool) {
    if let Some(found) = find(element, selector) {
        let _ = if busy { found.set_attribute("aria-busy", "true") } else { found.remove_attribute("aria-busy") };
    }
}

/// An element that isn't in the page, with this content.
pub fn detached(html: &str) -> Option<Element> {
    let element = document().create_element("div").ok()?;
    element.set_inner_html(html);
    Some(element)
}

/// Replaces an element whole, unless it says the same already.
pub fn whole(old: &Element, new: &Element) {
    if old.outer_html() != new.outer_html() {
        let _ = old.replace_with_with_node_1(new);
    }
}

/// Brings the children of `old` to those of `new`. With `highlight`, those that are new or say something else are
/// marked.
pub fn children(old: &Element, new: &Element, highlight: bool) {
    let mut kept: Vec<(String, Element)> = list(old)
        .into_iter()
        .map(|child| {
            let _ = child.remove_attribute(CHANGED);
            (child.outer_html(), child)
        })
        .collect();
    // Where the next child belongs: those before it are done.
    let mut place = old.first_element_child();
    for child in list(new) {
        let html = child.outer_html();
        let same = kept.iter().position(|(known, _)| *known == html).map(|at| kept.remove(at).1);
        match same {
            Some(same) if place.as_ref() == Some(&same) => place = same.next_element_sibling(),
            Some(same) => insert(old, &same, place.as_ref()),
            None => {
                if highlight {
                    let _ = child.set_attribute(CHANGED, "");
                }
                insert(old, &child, place.as_ref());
            }
        }
    }
    for (_, gone) in kept {
        gone.remove();
    }
}

fn list(element: &Element) -> Vec<Element> {
    let list = element.children();
    (0..list.length()).filter_map(|n| list.item(n)).collect()
}

fn insert(parent: &Element, child: &Element, before: Option<&Element>) {
    let before = before.map(JsCast::unchecked_ref::<web_sys::Node>);
    let _ = parent.insert_before(child, before);
}
