//! An SMTP server that does as a script says: it takes mails, or says no, hangs or hangs up at any phase.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
};

/// Where a dialogue stands when the script is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    Banner,
    Ehlo,
    StartTls,
    /// Of TLS, before its first byte.
    Handshake,
    Auth,
    Mail,
    Rcpt,
    Data,
    Dot,
    Quit,
}

impl Phase {
    /// Those that every mail goes through.
    pub const ON_THE_WAY: [Self; 7] =
        [Self::Banner, Self::Ehlo, Self::Auth, Self::Mail, Self::Rcpt, Self::Data, Self::Dot];
}

/// A moment of a dialogue.
#[derive(Clone, Debug)]
pub struct At {
    pub phase: Phase,
    /// How often any connection was in this phase before.
    pub before: usize,
    /// From RCPT on.
    pub recipient: String,
}

/// What the server does then.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// As any server would.
    Accept,
    /// Answers so, without the line end.
    Say(&'static str),
    /// Accepts once the test lets it, by a permit.
    Held(&'static Semaphore),
    /// Says nothing, for ever.
    Hang,
    /// Closes the connection.
    HangUp,
}

/// A mail that the server answered 250 for.
#[derive(Clone, Debug)]
pub struct Received {
    pub connection: usize,
    pub from: String,
    pub to: String,
    /// As it came, dots undone.
    pub data: String,
}

impl Received {
    /// A header's value, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next()?.replace("\r\n ", " ").replace("\r\n\t", " ");
        head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    }
}

type Script = Box<dyn Fn(&At) -> Act + Send + Sync>;

/// Runs until dropped.
pub struct SmtpServer {
    pub port: u16,
    shared: Arc<Shared>,
    _tasks: JoinSet<()>,
}

struct Shared {
    script: Script,
    /// What EHLO lists besides its greeting.
    offers: &'static [&'static str],
    keep: bool,
    seen: Mutex<HashMap<Phase, usize>>,
    received: Mutex<Vec<Received>>,
    /// What came whole, taken or not.
    offered: Mutex<Vec<Received>>,
    count: AtomicUsize,
    /// Changes with each thing that happens.
    happened: watch::Sender<usize>,
    tls: Tls,
}

/// How the server encrypts.
#[derive(Clone)]
pub enum Tls {
    Never,
    /// After STARTTLS.
    Asked(tokio_rustls::TlsAcceptor),
    /// From the first byte.
    AtOnce(tokio_rustls::TlsAcceptor),
}

/// How long a test waits for what must happen before it fails.
const GUARD: Duration = Duration::from_secs(20);

impl SmtpServer {
    /// A server that follows a script; it keeps what it takes.
    pub async fn start(script: impl Fn(&At) -> Act + Send + Sync + 'static) -> Self {
        Self::listen(Box::new(script), &["8BITMIME", "AUTH PLAIN LOGIN"], true, Tls::Never).await
    }

    /// A server that takes everything and only counts.
    pub async fn sink() -> Self {
        Self::listen(Box::new(|_| Act::Accept), &["8BITMIME"], false, Tls::Never).await
    }

    /// A server that takes everything, offers these extensions and encrypts so.
    pub async fn offering(offers: &'static [&'static str], tls: Tls) -> Self {
        Self::encrypting(|_| Act::Accept, offers, tls).await
    }

    /// A server that follows a script, offers these extensions and encrypts so.
    pub async fn encrypting(
        script: impl Fn(&At) -> Act + Send + Sync + 'static,
        offers: &'static [&'static str],
        tls: Tls,
    ) -> Self {
        Self::listen(Box::new(script), offers, true, tls).await
    }

    async fn listen(script: Script, offers: &'static [&'static str], keep: bool, tls: Tls) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            script,
            offers,
            keep,
            seen: Mutex::default(),
            received: Mutex::default(),
            offered: Mutex::default(),
            count: AtomicUsize::new(0),
            happened: watch::Sender::new(0),
            tls,
        });
        let mut tasks = JoinSet::new();
        let server = Arc::clone(&shared);
        tasks.spawn(async move {
            let mut dialogues = JoinSet::new();
            for number in 0.. {
                let Ok((socket, _)) = listener.accept().await else { return };
                dialogues.spawn(talk(Arc::clone(&server), socket, number));
            }
        });
        Self { port, shared, _tasks: tasks }
    }

    /// What was taken so far.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// What came whole so far, whatever the server said to it.
    pub fn offered(&self) -> Vec<Received> {
        self.shared.offered.lock().unwrap().clone()
    }

    /// How many mails were taken.
    pub fn count(&self) -> usize {
        self.shared.count.load(Ordering::SeqCst)
    }

    /// How often a phase was reached, by all connections.
    pub fn reached(&self, phase: Phase) -> usize {
        self.shared.seen.lock().unwrap().get(&phase).copied().unwrap_or(0)
    }

    /// Waits until so many mails were taken.
    pub async fn until_taken(&self, count: usize) {
        self.until(|server| server.count() >= count).await;
    }

    /// Waits until something holds; asks again whenever something happens.
    pub async fn until(&self, holds: impl Fn(&Self) -> bool) {
        let mut happened = self.shared.happened.subscribe();
        let wait = async {
            while !holds(self) {
                happened.changed().await.unwrap();
            }
        };
        tokio::time::timeout(GUARD, wait).await.expect("the SMTP server waited in vain");
    }
}

impl Shared {
    fn act(&self, phase: Phase, recipient: &str) -> Act {
        let before = {
            let mut seen = self.seen.lock().unwrap();
            let count = seen.entry(phase).or_default();
            *count += 1;
            *count - 1
        };
        self.happened.send_modify(|count| *count += 1);
        (self.script)(&At { phase, before, recipient: recipient.to_owned() })
    }

    fn offer(&self, mail: &Received) {
        if self.keep {
            self.offered.lock().unwrap().push(mail.clone());
        }
    }

    fn take(&self, mail: Received) {
        if self.keep {
            self.received.lock().unwrap().push(mail);
        }
        self.count.fetch_add(1, Ordering::SeqCst);
        self.happened.send_modify(|count| *count += 1);
    }
}

/// Why a dialogue ended.
enum End {
    Closed,
    StartTls,
}

async fn talk(server: Arc<Shared>, socket: TcpStream, connection: usize) {
    let _ = socket.set_nodelay(true);
    if let Tls::AtOnce(tls) = &server.tls {
        if let Some(stream) = shake_hands(&server, tls, socket).await {
            Dialogue { server: &server, stream: BufReader::new(stream), connection }.run(true).await;
        }
        return;
    }
    let mut dialogue = Dialogue { server: &server, stream: BufReader::new(socket), connection };
    if let Some(End::StartTls) = dialogue.run(true).await
        && let Tls::Asked(tls) = &server.tls
        && let Some(stream) = shake_hands(&server, tls, dialogue.stream.into_inner()).await
    {
        Dialogue { server: &server, stream: BufReader::new(stream), connection }.run(false).await;
    }
}

/// The encrypted stream; nothing where the connection ends.
async fn shake_hands(
    server: &Shared,
    tls: &tokio_rustls::TlsAcceptor,
    socket: TcpStream,
) -> Option<tokio_rustls::server::TlsStream<TcpStream>> {
    match server.act(Phase::Handshake, "") {
        Act::Hang => std::future::pending().await,
        Act::HangUp => None,
        _ => tls.accept(socket).await.ok(),
    }
}

struct Dialogue<'s, S> {
    server: &'s Shared,
    stream: BufReader<S>,
    connection: usize,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Dialogue<'_, S> {
    async fn say(&mut self, line: &str) -> Option<()> {
        self.stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await.ok()
    }

    async fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).await.ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    }

    /// Plays a phase; whether the server accepts, or nothing where the connection ends.
    async fn play(&mut self, phase: Phase, recipient: &str, usual: &str) -> Option<bool> {
        match self.server.act(phase, recipient) {
            Act::Accept => self.say(usual).await.map(|()| true),
            Act::Say(words) => {
                self.say(words).await?;
                let goes_on = !words.starts_with("421");
                goes_on.then(|| words.starts_with(['2', '3']))
            }
            Act::Held(gate) => {
                gate.acquire().await.ok()?.forget();
                self.say(usual).await.map(|()| true)
            }
            Act::Hang => std::future::pending().await,
            Act::HangUp => None,
        }
    }

    async fn run(&mut self, banner: bool) -> Option<End> {
        if banner {
            self.play(Phase::Banner, "", "220 test ESMTP").await?;
        }
        let (mut from, mut to) = (String::new(), String::new());
        loop {
            let line = self.hear().await?;
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    let mut lines = vec!["test"];
                    lines.extend(self.server.offers.iter().filter(|offer| banner || **offer != "STARTTLS"));
                    let last = lines.len() - 1;
                    let reply: Vec<String> = lines
                        .iter()
                        .enumerate()
                        .map(|(n, line)| format!("250{}{line}", if n == last { ' ' } else { '-' }))
                        .collect();
                    self.play(Phase::Ehlo, "", &reply.join("\r\n")).await?;
                }
                "STARTTLS" => {
                    if self.play(Phase::StartTls, "", "220 go ahead").await? {
                        return Some(End::StartTls);
                    }
                }
                "AUTH" if line == "AUTH LOGIN" => {
                    self.say("334 VXNlcm5hbWU6").await?;
                    self.hear().await?;
                    self.say("334 UGFzc3dvcmQ6").await?;
                    self.hear().await?;
                    self.play(Phase::Auth, "", "235 welcome").await?;
                }
                "AUTH" => {
                    self.play(Phase::Auth, "", "235 welcome").await?;
                }
                "MAIL" => {
                    from = argument(&line);
                    self.play(Phase::Mail, "", "250 sender ok").await?;
                }
                "RCPT" => {
                    to = argument(&line);
                    let recipient = to.clone();
                    self.play(Phase::Rcpt, &recipient, "250 recipient ok").await?;
                }
                "DATA" => {
                    if self.play(Phase::Data, &to.clone(), "354 go ahead").await? {
                        let data = self.message().await?;
                        let (from, to) = (from.clone(), to.clone());
                        let mail = Received { connection: self.connection, from, to, data };
                        self.server.offer(&mail);
                        if self.play(Phase::Dot, &mail.to, "250 2.0.0 queued").await? {
                            self.server.take(mail);
                        }
                    }
                }
                "RSET" => self.say("250 reset").await?,
                "QUIT" => {
                    self.play(Phase::Quit, "", "221 bye").await?;
                    return Some(End::Closed);
                }
                _ => self.say("500 what?").await?,
            }
        }
    }

    async fn message(&mut self) -> Option<String> {
        let mut data = String::new();
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            if line == ".\r\n" {
                return Some(data);
            }
            if self.server.keep {
                data.push_str(line.strip_prefix('.').unwrap_or(&line));
            }
        }
    }
}

/// What stands between the angle brackets.
fn argument(line: &str) -> String {
    line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(text, _)| text.to_owned()).unwrap_or_default()
}
