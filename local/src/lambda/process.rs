//! One execution environment: a process, its Runtime API and its life.

use std::collections::BTreeMap;
use std::io;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::process::{Child, Command};
use tokio::sync::{oneshot, watch};
use tokio::time::Instant;
use uuid::Uuid;

use crate::invoke::Invocation;
use crate::lambda::arn::FunctionArn;
use crate::lambda::ending;
use crate::lambda::failure;
use crate::lambda::launch::{Initialization, Launch};
use crate::lambda::limits::INIT_TIMEOUT;
use crate::lambda::output::forward;
use crate::lambda::process_group::{EndOnDrop, ProcessGroup};
use crate::lambda::runtime_api::{Event, RuntimeApi};
use crate::lambda::variables;

/// Sees to it that this process ends with the one that started it, even if that is killed.
///
/// The system watches the thread that started the process. That is a worker of the
/// asynchronous runtime, and those end with it.
pub fn die_with_parent() {
    // Where the system can't, such as macOS, the process ends when its Runtime API does.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
}

/// A process that serves one event at a time. Dropping it kills the process.
#[derive(Debug)]
pub(super) struct Environment {
    api: RuntimeApi,
    /// Says in words how the process ended, once it did.
    ended: watch::Receiver<Option<String>>,
    kill: Option<oneshot::Sender<()>>,
}

impl Environment {
    /// Starts a process and waits until it asks for its first event. The error is the
    /// JSON that Lambda answers with.
    pub(super) async fn start(
        launch: &Launch,
        initialization: Initialization,
    ) -> Result<Self, Bytes> {
        let id = Uuid::new_v4();
        let cannot = |error: io::Error| failure::invalid_entry_point(id, &error);
        let api = RuntimeApi::start().await.map_err(cannot)?;
        let variables = variables::of_process(launch, initialization, api.address());
        let command = command(launch, variables);
        let mut child = spawn(command).await.map_err(cannot)?;
        forward(&launch.function, child.stdout.take());
        forward(&launch.function, child.stderr.take());
        let processes = Arc::new(ProcessGroup::of(&child).map_err(cannot)?);
        api.set_processes(processes.clone());
        let (kill, killed) = oneshot::channel();
        let (say_ended, ended) = watch::channel(None);
        let program = launch.program.clone();
        tokio::spawn(async move {
            watch_over(child, processes, killed, say_ended).await;
            // Its files stay until nothing can write there any more, or they could not be removed.
            drop(program);
        });
        let mut environment = Self {
            api,
            ended,
            kill: Some(kill),
        };
        tokio::select! {
            () = environment.api.waits() => Ok(environment),
            report = environment.api.init_error() => Err(report),
            ending = ended_with(&mut environment.ended) => {
                // The report and the end may come at the same moment.
                Err(environment.api.take_init_error().unwrap_or_else(|| failure::exit(id, &ending)))
            }
            () = tokio::time::sleep(INIT_TIMEOUT) => Err(failure::timed_out(id, INIT_TIMEOUT)),
        }
    }

    /// Whether the process can take another event.
    pub(super) fn is_alive(&self) -> bool {
        self.kill.is_some() && self.ended.borrow().is_none()
    }

    /// Gives the process an event and waits for what comes of it.
    pub(super) async fn invoke(
        &self,
        arn: FunctionArn,
        payload: Bytes,
        timeout: Duration,
    ) -> Invocation {
        let request_id = Uuid::new_v4();
        let event = Event::new(request_id, arn, payload, timeout);
        let mut ended = self.ended.clone();
        tokio::select! {
            // An answer counts, even where the process ended right behind it.
            biased;
            invocation = self.api.invoke(event) => invocation,
            ending = ended_with(&mut ended) => Invocation::Failed(failure::exit(request_id, &ending)),
            () = tokio::time::sleep(timeout) => {
                self.api.kill_processes();
                ended_with(&mut ended).await;
                Invocation::Failed(failure::timed_out(request_id, timeout))
            }
        }
    }

    /// Whether the process, which has answered, asks for the next event before `deadline`.
    pub(super) async fn waits_before(&self, deadline: Instant) -> bool {
        let mut ended = self.ended.clone();
        tokio::select! {
            () = self.api.waits() => true,
            _ = ended_with(&mut ended) => false,
            () = tokio::time::sleep_until(deadline) => false,
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

fn command(launch: &Launch, variables: BTreeMap<String, String>) -> Command {
    let mut command = Command::new(launch.program.command());
    if let Some(folder) = launch.program.folder() {
        command.current_dir(folder);
    }
    command
        .args(launch.program.arguments())
        .env_clear()
        .envs(variables)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // A group of its own: Ctrl-C reaches the stack alone, which ends the functions. Where
        // the stack is killed, the system hangs up on what is frozen (`setpgid(2)`), and what
        // works fails at its Runtime API.
        .process_group(0)
        .kill_on_drop(true);
    command
}

/// Starts a process. A program that has just been unpacked is busy for as long as a process
/// that was being started at that moment has not yet closed what it inherited.
async fn spawn(mut command: Command) -> io::Result<Child> {
    let deadline = Instant::now() + INIT_TIMEOUT;
    loop {
        match command.spawn() {
            Err(error)
                if error.kind() == io::ErrorKind::ExecutableFileBusy
                    && Instant::now() < deadline =>
            {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            started => return started,
        }
    }
}

/// Waits for the end of `child`, or for `killed`; then all of `processes` end. So they do when
/// nobody waits any more.
async fn watch_over(
    mut child: Child,
    processes: Arc<ProcessGroup>,
    killed: oneshot::Receiver<()>,
    ended: watch::Sender<Option<String>>,
) {
    let end = EndOnDrop(&processes);
    tokio::select! {
        // An error, that nobody can watch it, ends it.
        _ = processes.leader_ended() => {}
        _ = killed => {}
    }
    drop(end);
    let status = child.wait().await;
    let ending = status.map_or_else(|error| error.to_string(), ending::in_words);
    ended.send_replace(Some(ending));
}

async fn ended_with(ended: &mut watch::Receiver<Option<String>>) -> String {
    let status = ended
        .wait_for(Option::is_some)
        .await
        .ok()
        .and_then(|status| status.clone());
    status.unwrap_or_else(|| "unknown".to_owned())
}
