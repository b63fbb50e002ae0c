use super::Wording;
use crate::domain::agent;

impl Wording {
    /// A browser in words, from its own ones: "Firefox on Windows".
    #[must_use]
    pub fn device(&self, words: &str) -> String {
        let system = |name: &'static str| ("system", name.into());
        match (agent::read(words).browser, agent::read(words).system) {
            (Some(browser), Some(name)) => self.say_with("device", &[("browser", browser.into()), system(name)]),
            (Some(browser), None) => browser.to_owned(),
            (None, Some(name)) => self.say_with("device-some-browser", &[system(name)]),
            (None, None) => self.say("device-unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use jiff::tz::TimeZone;

    // [S3.9]
    #[test]
    fn a_device_is_said_in_the_readers_language() {
        let french = Wording::new(Language::Fr, TimeZone::UTC);
        assert_eq!(french.device("Mozilla/5.0 (Windows NT 10.0; rv:145.0) Firefox/145.0"), "Firefox sur Windows");
        assert_eq!(french.device("Mozilla/5.0 (Windows NT 10.0)"), "Navigateur inconnu sur Windows");
        assert_eq!(french.device("Opera"), "Opera");
        assert_eq!(french.device(""), "Navigateur inconnu");
        let english = Wording::new(Language::En, TimeZone::UTC);
        assert_eq!(english.device("Mozilla/5.0 (X11; Linux) Firefox/145.0"), "Firefox on Linux");
    }
}
