/** Shows how far a job is: one line that is redrawn on a terminal, one line per finished step elsewhere. */
import type { JobProgress } from '@assay/contract';

export interface ProgressDisplay {
  show(progress: JobProgress): void;
  /** Clears the line, so that the result can take its place. */
  end(): void;
}

const BAR_WIDTH = 24;

export function createProgressDisplay(output: NodeJS.WriteStream, title: string): ProgressDisplay {
  return output.isTTY ? redrawnLine(output, title) : stepLines(output);
}

function redrawnLine(output: NodeJS.WriteStream, title: string): ProgressDisplay {
  return {
    show(progress) {
      const running = progress.steps.find((step) => step.status === 'running');
      const filled = Math.round(((progress.percent ?? 0) / 100) * BAR_WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
      const words = [title, bar, running?.label, running?.detail, timeLeft(progress), waitOf(progress)];
      const text = `  ${words.filter(Boolean).join(' ')}`;
      output.write(`\r\x1b[2K${text.slice(0, output.columns ?? 80)}`);
    },
    end() {
      output.write('\r\x1b[2K');
    },
  };
}

function stepLines(output: NodeJS.WriteStream): ProgressDisplay {
  const told = new Set<string>();
  return {
    show(progress) {
      const waits = waitOf(progress);
      if (waits !== null && !told.has(waits)) output.write(`  ${waits}\n`);
      if (waits !== null) told.add(waits);
      for (const step of progress.steps) {
        if (step.status === 'pending' || step.status === 'running' || told.has(step.key)) continue;
        told.add(step.key);
        output.write(
          `  ${step.label}: ${step.total === null ? step.status : `${step.done} of ${step.total}`}\n`,
        );
      }
    },
    end() {},
  };
}

function timeLeft({ estimated_seconds_left: seconds }: JobProgress): string | null {
  if (seconds === null) return null;
  return seconds < 100 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
}

/** Null when the job does not wait, or only for the next free slot, which it has in a moment. */
function waitOf(progress: JobProgress): string | null {
  const { attempt, max_attempts: attempts, last_failure: failure, next_attempt_at: at } = progress;
  if (failure === null || at === null) {
    const { waiting_for: wait } = progress;
    return wait === null || wait.ahead === 0 ? null : `Waiting: ${wait.detail}`;
  }
  return `Attempt ${attempt} of ${attempts} failed: ${failure} The next one comes at ${at.slice(11, 19)} UTC.`;
}
