/** Checked by the compiler: what the client lets a caller write. Nothing here runs. */
import { describe, expectTypeOf, it } from 'vitest';
import type { Job } from '../schemas/job.ts';
import type { Client } from './client.ts';

type FirstArgument<Method extends keyof Client> = Parameters<Client[Method]>[0];

describe('types of the client', () => {
  it('asks for path parameters and leaves the query optional', () => {
    expectTypeOf<{ job_id: string }>().toExtend<FirstArgument<'getJob'>>();
    expectTypeOf<{ job_id: string; wait: number }>().toExtend<FirstArgument<'getJob'>>();
    expectTypeOf<{ wait: number }>().not.toExtend<FirstArgument<'getJob'>>();
  });

  it('lets an operation without required inputs be called with none', () => {
    expectTypeOf<[]>().toExtend<Parameters<Client['listProjects']>>();
    expectTypeOf<[]>().not.toExtend<Parameters<Client['getJob']>>();
  });

  it('takes filters by their words and refuses others', () => {
    expectTypeOf<{ job_id: string; status: 'Failed'[]; page: number }>().toExtend<
      FirstArgument<'listTestResults'>
    >();
    expectTypeOf<{ job_id: string; status: 'Broken'[] }>().not.toExtend<FirstArgument<'listTestResults'>>();
  });

  it('puts a body under its own name, in the spelling that requests allow', () => {
    type Input = FirstArgument<'createTestDefinition'>;
    expectTypeOf<{
      test_suite_id: string;
      body: { test_type: string; threshold_value: number };
    }>().toExtend<Input>();
    expectTypeOf<{ test_suite_id: string }>().not.toExtend<Input>();
  });

  it('gives back what the operation answers', () => {
    expectTypeOf<Awaited<ReturnType<Client['getJob']>>>().toEqualTypeOf<Job>();
    expectTypeOf<Awaited<ReturnType<Client['deleteToken']>>>().toEqualTypeOf<undefined>();
  });
});
