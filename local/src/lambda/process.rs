//! One execution environment: a process, its Runtime API and its life.

use std::process::Stdio;
use std::time::Duration;

use bytes::Bytes;
use rustix::process::Signal;
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::{oneshot, watch};
use uuid::Uuid;

use crate::announcement;
use crate::invoke::Invocation;
use crate::lambda::FunctionSettings;
use crate::lambda::runtime_api::{Event, RuntimeApi};

/// How long a process may take until it asks for its first event.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>
const INIT_TIMEOUT: Duration = Duration::from_secs(10);

/// Sees to it that this process ends with the one that started it, even if that is killed.
pub fn die_with_parent() {
    // Where the system can't, the process ends when its Runtime API does.
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
}

/// A process that serves one event at a time. Dropping it kills the process.
#[derive(Debug)]
pub(super) struct Environment {
    api: RuntimeApi,
    /// Says how the process ended, once it did.
    ended: watch::Receiver<Option<String>>,
    kill: Option<oneshot::Sender<()>>,
}

impl Environment {
    /// Starts a process and waits until it asks for its first event. The error is the
    /// JSON that Lambda answers with.
    pub(super) async fn start(settings: &FunctionSettings) -> Result<Self, Bytes> {
        let cannot =
            |error: std::io::Error| failure("Runtime.InvalidEntrypoint", &error.to_string());
        let api = RuntimeApi::start().await.map_err(cannot)?;
        let mut child = command(settings, api.address()).spawn().map_err(cannot)?;
        forward(&settings.name, child.stdout.take());
        forward(&settings.name, child.stderr.take());
        api.set_process(child.id());
        let (kill, killed) = oneshot::channel();
        let (say_ended, ended) = watch::channel(None);
        tokio::spawn(watch_over(child, killed, say_ended));
        let mut environment = Self {
            api,
            ended,
            kill: Some(kill),
        };
        let id = Uuid::new_v4();
        tokio::select! {
            () = environment.api.first_next() => Ok(environment),
            report = environment.api.init_error() => Err(report),
            status = ended_with(&mut environment.ended) => {
                // The report and the end may come at the same moment.
                Err(environment.api.take_init_error().unwrap_or_else(|| exit(id, &status)))
            }
            () = tokio::time::sleep(INIT_TIMEOUT) => Err(timed_out(id, INIT_TIMEOUT)),
        }
    }

    /// Whether the process can take another event.
    pub(super) fn is_alive(&self) -> bool {
        self.kill.is_some() && self.ended.borrow().is_none()
    }

    /// Gives the process an event and waits for what comes of it.
    pub(super) async fn invoke(&self, payload: Bytes, timeout: Duration) -> Invocation {
        let request_id = Uuid::new_v4();
        let mut ended = self.ended.clone();
        tokio::select! {
            invocation = self.api.invoke(Event::new(request_id, payload, timeout)) => invocation,
            status = ended_with(&mut ended) => Invocation::Failed(exit(request_id, &status)),
            () = tokio::time::sleep(timeout) => {
                self.api.kill_process();
                ended_with(&mut ended).await;
                Invocation::Failed(timed_out(request_id, timeout))
            }
        }
    }
}

impl Drop for Environment {
    fn drop(&mut self) {
        if let Some(kill) = self.kill.take() {
            // An error means that the process has ended.
            let _ = kill.send(());
        }
    }
}

/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html>
fn command(settings: &FunctionSettings, runtime_api: String) -> Command {
    let mut command = Command::new(&settings.command);
    command
        .args(&settings.arguments)
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", "local")
        .env("AWS_SECRET_ACCESS_KEY", "local")
        .env("AWS_REGION", "eu-central-1")
        .env("AWS_LAMBDA_FUNCTION_NAME", &settings.name)
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .envs(&settings.environment)
        .env("AWS_LAMBDA_RUNTIME_API", runtime_api)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // A group of its own: Ctrl-C reaches the stack alone, which ends the functions.
        .process_group(0)
        .kill_on_drop(true);
    command
}

async fn watch_over(
    mut child: Child,
    killed: oneshot::Receiver<()>,
    ended: watch::Sender<Option<String>>,
) {
    let status = tokio::select! {
        status = child.wait() => status,
        _ = killed => {
            // An error means that the process has ended.
            drop(child.start_kill());
            child.wait().await
        }
    };
    let status = status.map_or_else(|error| error.to_string(), |status| status.to_string());
    ended.send_replace(Some(status));
}

async fn ended_with(ended: &mut watch::Receiver<Option<String>>) -> String {
    let status = ended
        .wait_for(Option::is_some)
        .await
        .ok()
        .and_then(|status| status.clone());
    status.unwrap_or_else(|| "unknown".to_owned())
}

fn forward(function: &str, output: Option<impl AsyncRead + Send + Unpin + 'static>) {
    let (Some(output), function) = (output, function.to_owned()) else {
        return;
    };
    tokio::spawn(async move {
        let mut lines = BufReader::new(output).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            announcement::function_line(&function, &line);
        }
    });
}

/// Source: Lambda's own words for a process that ended during a call.
fn exit(request_id: Uuid, status: &str) -> Bytes {
    let message = format!("RequestId: {request_id} Error: Runtime exited with error: {status}");
    failure("Runtime.ExitError", &message)
}

/// Source: Lambda's own words for a call that took too long.
fn timed_out(request_id: Uuid, timeout: Duration) -> Bytes {
    let seconds = timeout.as_secs_f64();
    let message =
        format!("RequestId: {request_id} Error: Task timed out after {seconds:.2} seconds");
    failure("Sandbox.Timedout", &message)
}

pub(super) fn failure(error_type: &str, message: &str) -> Bytes {
    json!({"errorType": error_type, "errorMessage": message})
        .to_string()
        .into()
}
