use super::{Field, Glyph, Icon, PasswordInput};
use crate::{domain::password::Rules, wording::Wording};
use leptos::prelude::*;

/// A password to choose: the rules said beforehand, and a strong one on offer [S5.18, S5.19].
///
/// Where there is a script it makes one, fills it in and copies it; else there is the server's, to be copied by hand.
#[component]
pub fn NewPassword(
    wording: Wording,
    field: Field,
    /// For who has no script.
    suggestion: String,
    /// What the account asks of passwords.
    rules: Rules,
) -> impl IntoView {
    let name = field.name;
    let guessable = if rules.is_strict { "password-rule-strict" } else { "password-rule-guessable" };
    let length = wording.say_with("password-rule-length", &[("count", rules.least.into())]);
    let lines = vec![length, wording.say("password-rule-own-words"), wording.say(guessable)];
    view! {
        <div class="stack" data-gap="small">
            <PasswordInput
                wording=wording.clone()
                field
                autocomplete="new-password"
                least=rules.least
                rules=lines
            />
            <div class="generator" data-needs="script">
                <button class="button" data-size="small" type="button" data-action="generate" aria-controls=name>
                    <Glyph icon=Icon::Spark />
                    {wording.say("password-generate")}
                </button>
                <output
                    class="generator-output"
                    id=format!("{name}-suggestion")
                    for=name
                    aria-label=wording.say("password-generated")
                ></output>
                <button
                    class="button"
                    data-size="small"
                    data-variant="quiet"
                    type="button"
                    data-action="copy"
                    aria-controls=format!("{name}-suggestion")
                    data-copy=wording.say("password-copy")
                    data-done=wording.say("password-copied")
                    hidden
                >
                    <Glyph icon=Icon::Copy />
                    <span aria-live="polite">{wording.say("password-copy")}</span>
                </button>
            </div>
            <p class="muted" data-needs="no-script">{wording.say("password-suggestion")}" "<code>{suggestion}</code></p>
        </div>
    }
}
