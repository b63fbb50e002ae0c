use crate::wording::Wording;
use html_escape::encode_text;
use leptos::{config::LeptosOptions, prelude::*};

/// The whole page, after its doctype; `children` is its `<body>`.
#[component]
pub fn Document(
    wording: Wording,
    title: String,
    /// Loads the WebAssembly: only where something hydrates.
    islands: bool,
    /// Loads the few lines for password fields.
    passwords: bool,
    children: Children,
) -> impl IntoView {
    let language = wording.spoken().code();
    let options =
        || LeptosOptions::builder().output_name("parvis").site_root("target/site").site_pkg_dir("pkg").build();
    view! {
        <html lang=language>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                // As HTML: the mark that ends a text elsewhere would be read as part of a title.
                <title inner_html=encode_text(&title).into_owned() />
                <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href="/pkg/parvis.css" />
                <script type="module" src="/assets/busy.js"></script>
                {passwords.then(|| view! { <script type="module" src="/assets/password.js"></script> })}
                {islands.then(|| view! { <HydrationScripts options=options() islands=true /> })}
            </head>
            {children()}
        </html>
    }
}
