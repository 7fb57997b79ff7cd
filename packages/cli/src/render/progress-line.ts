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
      const text = `  ${title} ${bar} ${running?.label ?? ''} ${running?.detail ?? ''}`;
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
