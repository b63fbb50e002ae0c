//! The browser's own: the address bar, and the stream that says that something changed.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

/// Which list the address bar names, as the query of its URL.
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Shows the list's path in the address bar, so that a reload or a shared link gives the same list.
pub fn show_path(path: &str) {
    if let Ok(history) = window().history() {
        // Refused where a script does it too often: then the bar lags behind, no more.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Calls back at each event of a stream, with `true`, and whenever the stream opens, with `false`: something may have
/// changed while nobody listened. The browser opens it again when it breaks, for as long as the page is open.
pub fn listen(url: &'static str, changed: impl Fn(bool) + Copy + 'static) {
    let Ok(source) = web_sys::EventSource::new(url) else { return };
    for (event, is_news) in [("users", true), ("open", false)] {
        let on_event = Closure::<dyn Fn()>::new(move || changed(is_news));
        let _ = source.add_event_listener_with_callback(event, on_event.as_ref().unchecked_ref());
        // As long as the page lives.
        on_event.forget();
    }
}
