//! What became of a mail's last try: a server's words in quotes, Parvis's own findings in the reader's language. All that
//! shows an answer asks here.

use super::Wording;
use crate::domain::answer::Answer;

impl Wording {
    /// As a part of a sentence.
    #[must_use]
    pub fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::Server(words) => self.say_with("answer-words", &[("words", words.as_str().into())]),
            Answer::Found(finding) => {
                let step = finding.stage().map(|stage| self.say(&format!("mail-step-{}", stage.as_str())));
                self.say_with(&format!("found-{}", finding.kind()), &[("step", step.unwrap_or_default().into())])
            }
        }
    }

    /// As a line of its own, which says whose it is.
    #[must_use]
    pub fn answer_line(&self, answer: &Answer) -> String {
        let key = match answer {
            Answer::Server(_) => "answer-of-server",
            Answer::Found(_) => "answer-found",
        };
        self.say_with(key, &[("answer", self.answer(answer).into())])
    }

    /// Why mails don't leave at the moment.
    #[must_use]
    pub fn alarm(&self, answer: &Answer) -> String {
        let key = match answer {
            Answer::Server(_) => "notice-alarm",
            Answer::Found(_) => "notice-alarm-found",
        };
        self.say_with(key, &[("answer", self.answer(answer).into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        answer::{Finding, Stage},
        language::Language,
    };
    use jiff::tz::TimeZone;

    fn french() -> Wording {
        Wording::new(Language::Fr, TimeZone::UTC)
    }

    #[test]
    fn a_servers_words_stand_in_quotes_and_what_was_found_is_said_in_the_readers_language() {
        let said = Answer::Server("550 no such user".to_owned());
        let late = Answer::Found(Finding::Late(Stage::Recipient));
        assert_eq!(french().answer_line(&said), "Réponse du serveur\u{202f}: «\u{202f}550 no such user\u{202f}»");
        assert_eq!(
            french().answer_line(&late),
            "Raison\u{202f}: le serveur d’envoi n’a pas répondu à temps (destinataire)"
        );
        let english = Wording::new(Language::En, TimeZone::UTC);
        assert_eq!(english.answer_line(&late), "Reason: the mail server didn’t answer in time (recipient)");
        assert_eq!(english.answer(&said), "“550 no such user”");
    }

    #[test]
    fn the_notice_says_that_nobody_answers_where_nobody_refuses() {
        let refused = french().alarm(&Answer::Server("535 bad credentials".to_owned()));
        assert!(refused.contains("nous refuse") && refused.contains("535 bad credentials"), "{refused}");
        let away = french().alarm(&Answer::Found(Finding::Unreachable));
        assert!(away.contains("le serveur d’envoi ne répond pas") && !away.contains("refuse"), "{away}");
    }
}
