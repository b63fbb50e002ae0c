//! Which browser on which system, read from a browser's own words: enough for somebody to recognise their devices.
//!
//! The words are a claim. Nothing is decided by them, and an iPad that asks for desktop pages calls itself a Mac.

/// What somebody signs in with; nothing where the words don't tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    pub browser: Option<&'static str>,
    pub system: Option<&'static str>,
}

/// Marks of browsers. The first that is there counts: all but Firefox call themselves Safari or Chrome as well.
const BROWSERS: [(&[&str], &str); 5] = [
    (&["Edg/", "EdgA/", "EdgiOS/", "Edge/"], "Edge"),
    (&["OPR/", "OPT/", "OPiOS/", "Opera"], "Opera"),
    (&["Firefox/", "FxiOS/"], "Firefox"),
    (&["SamsungBrowser/"], "Samsung Internet"),
    (&["Chrome/", "Chromium/", "CriOS/"], "Chrome"),
];

/// Marks of systems. The first that is there counts: Android says Linux too, and an iPhone "like Mac OS X".
const SYSTEMS: [(&[&str], &str); 7] = [
    (&["Windows"], "Windows"),
    (&["iPad"], "iPadOS"),
    (&["iPhone", "iPod"], "iOS"),
    (&["Macintosh", "Mac OS X"], "macOS"),
    (&["Android"], "Android"),
    (&["CrOS"], "ChromeOS"),
    (&["Linux", "X11"], "Linux"),
];

/// Reads the `User-Agent` header.
#[must_use]
pub fn read(agent: &str) -> Device {
    let first = |marks: &[(&[&str], &'static str)]| {
        marks.iter().find(|(marks, _)| marks.iter().any(|mark| agent.contains(mark))).map(|(_, name)| *name)
    };
    let system = first(&SYSTEMS);
    // Android's old browser says so too; Safari itself is Apple's alone.
    let is_safari = agent.contains("Safari/") && matches!(system, Some("macOS" | "iOS" | "iPadOS"));
    Device { browser: first(&BROWSERS).or(is_safari.then_some("Safari")), system }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(agent: &str) -> (Option<&'static str>, Option<&'static str>) {
        let Device { browser, system } = read(agent);
        (browser, system)
    }

    // [S3.9]
    #[test]
    fn browsers_and_systems_are_told_apart() {
        for (agent, browser, system) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Windows"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox", "Linux"),
            ("Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "Firefox", "Android"),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                "Safari",
                "macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari",
                "iOS",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.7339.101 Mobile/15E148 Safari/604.1",
                "Chrome",
                "iPadOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15",
                "Firefox",
                "iOS",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 OPR/126.0.0.0",
                "Opera",
                "macOS",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "Chrome",
                "Android",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
                "Samsung Internet",
                "Android",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Chrome",
                "ChromeOS",
            ),
        ] {
            assert_eq!(words(agent), (Some(browser), Some(system)), "{agent}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        assert_eq!(words(""), (None, None));
        assert_eq!(words("curl/8.14.1"), (None, None));
        assert_eq!(words("Mozilla/5.0 (Linux; Android 4.4) Version/4.0 Mobile Safari/534.30"), (None, Some("Android")));
        assert_eq!(words("Navigateur sur Linux"), (None, Some("Linux")));
    }
}
