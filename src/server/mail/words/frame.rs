//! The document that every mail's HTML is.
//!
//! Styles stand on the elements, since some readers drop a `<style>`; the one there is turns the colours for readers
//! that show dark mails. No pictures, no fonts, nothing from anywhere.

use super::colours::{Colours, DARK, LIGHT};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const FONT: &str = "-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif";

/// The document around `content`.
pub fn document(language: &str, title: &str, content: &Markup, footer: &str) -> String {
    let Colours { canvas, card, ink, muted, line, .. } = LIGHT;
    let document = html! {
        (DOCTYPE)
        html lang=(language) dir="ltr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                title { (title) }
                style { (PreEscaped(dark())) }
            }
            body class="canvas" style=(format!("margin:0;padding:0;background-color:{canvas};-webkit-text-size-adjust:100%")) {
                div class="canvas" style=(format!("padding:24px 12px;background-color:{canvas}")) {
                    main class="card" style=(format!(
                        "max-width:560px;margin:0 auto;padding:32px 24px;box-sizing:border-box;background-color:{card};\
                         color:{ink};border:1px solid {line};border-radius:14px;font:16px/1.55 {FONT};\
                         overflow-wrap:anywhere;word-break:break-word"
                    )) {
                        (content)
                        p class="muted line" style=(format!(
                            "margin:32px 0 0;padding:16px 0 0;border-top:1px solid {line};color:{muted};font-size:14px"
                        )) { (footer) }
                    }
                }
            }
        }
    };
    document.into_string()
}

/// The colours for readers that show dark mails.
fn dark() -> String {
    let Colours { canvas, card, ink, muted, line, accent, on_accent } = DARK;
    format!(
        ":root{{color-scheme:light dark;supported-color-schemes:light dark}}\
         @media (prefers-color-scheme:dark){{\
         .canvas{{background-color:{canvas}!important}}\
         .card{{background-color:{card}!important;color:{ink}!important;border-color:{line}!important}}\
         .muted{{color:{muted}!important}}\
         .line{{border-color:{line}!important}}\
         .link{{color:{accent}!important}}\
         .button{{background-color:{accent}!important;color:{on_accent}!important}}}}"
    )
}

pub fn title(text: &str) -> Markup {
    html! { h1 style="margin:0 0 20px;font-size:24px;line-height:1.25;font-weight:600" { (text) } }
}

pub fn heading(text: &str) -> Markup {
    html! { h2 style="margin:28px 0 4px;font-size:16px;line-height:1.4;font-weight:600" { (text) } }
}

pub fn paragraph(text: &str) -> Markup {
    html! { p style="margin:0 0 14px" { (text) } }
}

pub fn aside(text: &str) -> Markup {
    html! { p class="muted" style=(format!("margin:0 0 14px;color:{};font-size:14px", LIGHT.muted)) { (text) } }
}

/// A person's own words: plain text, its lines kept.
pub fn quote(text: &str) -> Markup {
    let Colours { line, .. } = LIGHT;
    html! {
        blockquote class="line" style=(format!("margin:0 0 20px;padding:2px 0 2px 16px;border-left:3px solid {line}")) {
            @for (number, line) in text.lines().enumerate() {
                @if number > 0 { br; }
                (line)
            }
        }
    }
}

/// The one thing to do. A table, since one reader in use gives a link no padding.
pub fn button(label: &str, link: &str) -> Markup {
    let Colours { accent, on_accent, .. } = LIGHT;
    html! {
        table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0;border-collapse:separate" {
            tr {
                td class="button" align="center" style=(format!("background-color:{accent};border-radius:10px")) {
                    a class="button" href=(link) style=(format!(
                        "display:inline-block;padding:14px 32px;background-color:{accent};color:{on_accent};\
                         border-radius:10px;font-size:17px;font-weight:600;line-height:1.2;text-decoration:none"
                    )) { (label) }
                }
            }
        }
    }
}

/// Signs to be copied or typed, told apart at a glance.
pub fn code(text: &str) -> Markup {
    html! {
        p class="line" style=(format!(
            "display:inline-block;margin:0 0 20px;padding:10px 20px;border:1px solid {};border-radius:10px;\
             font:600 22px/1.4 ui-monospace,Consolas,'DejaVu Sans Mono',monospace;letter-spacing:2px;word-break:normal",
            LIGHT.line
        )) { (text) }
    }
}

/// A link in full, to be read, clicked or copied.
pub fn address(link: &str) -> Markup {
    html! {
        p style="margin:0 0 14px;font-size:14px;word-break:break-all" {
            a class="link" href=(link) style=(format!("color:{}", LIGHT.accent)) { (link) }
        }
    }
}
