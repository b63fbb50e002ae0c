//! Requests a second for the list's whole page over HTTP, and the processor time that the server needs for each, among a
//! million users: at least 1,000 a second on two cores and at most 1 ms each are asked for. The server is a process of
//! its own, as released; who asks shares the machine with it.
//!
//! `make bench ARGS="--bench page"`

#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on has nothing to tell")]

mod client;
mod engines;
mod instance;

use client::{Client, Visitor};
use instance::Instance;
use parvis::server::demo;
use std::{
    fs,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Browsers that ask, each as soon as it has its answer.
const BROWSERS: usize = 8;
const WARM: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(8);
/// As the system counts processor time (`getconf CLK_TCK`, 100 on every Linux in use).
const TICK: Duration = Duration::from_millis(10);

/// What is asked for, in turns.
const FIRST: &[&str] = &["/users"];
const MIXED: &[&str] = &[
    "/users",
    "/users?sort=-signed-in",
    "/users?state=invited",
    "/users?q=celine",
    "/users?q=martin&state=active",
    "/users?state=refused&sort=-invited",
    "/users?q=nobody+has+this",
    "/users?q=zolc&sort=address",
];

#[tokio::main]
async fn main() {
    Instance::each(async |instance| {
        let server = Server::start(instance).await;
        let visitor = server.sign_in().await;
        for (what, paths) in [("the first page", FIRST), ("orders, filters and searches in turns", MIXED)] {
            for encoding in ["identity", "gzip, deflate, br, zstd"] {
                server.measure(&visitor, what, paths, encoding).await;
            }
        }
    })
    .await;
}

/// A released Parvis that serves an instance.
struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    async fn start(instance: &Instance) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let process = Command::new(env!("CARGO_BIN_EXE_parvis"))
            .args(["serve", "--listen", &address, "--public-url", &format!("http://{address}")])
            .args(&instance.settings)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { process, address };
        while Client::open(&server.address).await.is_none() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        server
    }

    async fn client(&self) -> Client {
        Client::open(&self.address).await.unwrap()
    }

    async fn sign_in(&self) -> Visitor {
        let (mut client, mut visitor) = (self.client().await, Visitor::default());
        let fields = [("email", demo::HOLDER), ("password", demo::PASSWORD)];
        let answer = client.post(&mut visitor, "/sign-in", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let policy = client.get(&visitor, "/policy", "identity").await;
        if let Some((_, digest)) = policy.text().split_once("name=\"digest\" value=\"") {
            let digest = digest.split('"').next().unwrap();
            let answer = client.post(&mut visitor, "/policy", &[("accepted", "yes"), ("digest", digest)]).await;
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
        visitor
    }

    async fn measure(&self, visitor: &Visitor, what: &str, paths: &'static [&'static str], encoding: &'static str) {
        self.ask(visitor, paths, encoding, WARM).await;
        let (began, used, all, own) = (Instant::now(), self.used(), machine(), used_by("self"));
        let (answers, bytes) = self.ask(visitor, paths, encoding, MEASURED).await;
        let (used, own) = (self.used().saturating_sub(used), used_by("self").saturating_sub(own));
        let others = machine().saturating_sub(all).saturating_sub(used + own);
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let (answers, bytes) = (answers as f64, bytes as f64);
        println!(
            "  {what}, {encoding}: {:.0} requests/s, {:.2} ms of processor time each (and {:.2} ms of others', the database's \
             and the system's), {:.1} KB",
            answers / began.elapsed().as_secs_f64(),
            used.as_secs_f64() * 1_000.0 / answers,
            others.as_secs_f64() * 1_000.0 / answers,
            bytes / answers / 1_000.0,
        );
    }

    /// How many answers there were, and their bodies' bytes.
    async fn ask(
        &self,
        visitor: &Visitor,
        paths: &'static [&'static str],
        encoding: &'static str,
        time: Duration,
    ) -> (usize, usize) {
        let mut browsers = Vec::new();
        for number in 0..BROWSERS {
            let (mut client, visitor) = (self.client().await, visitor.clone());
            browsers.push(tokio::spawn(async move {
                let (began, mut answers, mut bytes) = (Instant::now(), 0, 0);
                while began.elapsed() < time {
                    let path = paths[(number + answers) % paths.len()];
                    let answer = client.get(&visitor, path, encoding).await;
                    assert_eq!(answer.status, 200, "{path}");
                    answers += 1;
                    bytes += answer.body.len();
                }
                (answers, bytes)
            }));
        }
        let mut sum = (0, 0);
        for browser in browsers {
            let (answers, bytes) = browser.await.unwrap();
            sum = (sum.0 + answers, sum.1 + bytes);
        }
        sum
    }

    /// The processor time that the server has used.
    fn used(&self) -> Duration {
        used_by(&self.process.id().to_string())
    }
}

/// The processor time that a process has used (proc(5): utime and stime, behind the name in brackets).
fn used_by(process: &str) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let (_, fields) = stat.rsplit_once(')').unwrap();
    TICK * fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u32>().unwrap()).sum::<u32>()
}

/// The processor time that all have used (proc(5): all of the first line but idle and iowait).
fn machine() -> Duration {
    let stat = fs::read_to_string("/proc/stat").unwrap();
    let ticks: Vec<u32> =
        stat.lines().next().unwrap().split_whitespace().skip(1).map(|ticks| ticks.parse().unwrap()).collect();
    TICK * (ticks[..3].iter().sum::<u32>() + ticks[5..8].iter().sum::<u32>())
}
