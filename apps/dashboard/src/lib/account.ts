import { useQuery } from "@tanstack/react-query";
import { query } from "./api.ts";
import { queryClient } from "./query-client.ts";
import { client, failureOf, type SignInFailure } from "./sign-in.ts";

const wrongPassword = "This is not your password.";

/** Has both addresses asked; nothing changes before they agree. */
export async function changeAddress(newEmail: string): Promise<SignInFailure | null> {
  const { error } = await client.changeEmail({ newEmail });
  return failureOf(error, "The address was not changed. Is it the one you have?");
}

/** Sets another password and ends all other sessions. */
export async function changePassword(input: {
  currentPassword: string;
  newPassword: string;
}): Promise<SignInFailure | null> {
  const { error } = await client.changePassword(input);
  const isCommon = error?.code?.toLowerCase() === "common_password";
  if (error === null) await refresh();
  return failureOf(error, isCommon && error?.message ? error.message : wrongPassword);
}

export interface SecondFactorSetup {
  /** For the authenticator app, as address and as picture. */
  uri: string;
  recoveryCodes: string[];
}

/** Begins to set up a second factor: nothing is asked for yet when signing in. */
export async function beginSecondFactor(password: string): Promise<SecondFactorSetup | SignInFailure> {
  const { data, error } = await client.twoFactor.enable(password === "" ? {} : { password });
  if (data !== null && "totpURI" in data) return { uri: data.totpURI, recoveryCodes: data.backupCodes };
  return failureOf(error, wrongPassword) ?? { message: "The second factor was not set up. Try again." };
}

/** Turns the second factor on with the first code of the app. */
export async function confirmSecondFactor(code: string): Promise<SignInFailure | null> {
  const { error } = await client.twoFactor.verifyTotp({ code: code.replaceAll(/\s/g, "") });
  if (error === null) await refresh();
  return failureOf(error, "This code is not right. Codes change every 30 seconds, and each works once.");
}

export async function disableSecondFactor(password: string): Promise<SignInFailure | null> {
  const { error } = await client.twoFactor.disable(password === "" ? {} : { password });
  if (error === null) await refresh();
  return failureOf(error, wrongPassword);
}

/** Makes new recovery codes; those from before no longer work. */
export async function renewRecoveryCodes(password: string): Promise<{ codes: string[] } | SignInFailure> {
  const { data, error } = await client.twoFactor.generateBackupCodes(password === "" ? {} : { password });
  if (data !== null) return { codes: data.backupCodes };
  return failureOf(error, wrongPassword) ?? { message: "The recovery codes were not renewed. Try again." };
}

const passkeysKey = ["passkeys"];

/** Passkeys of whoever is signed in. */
export function usePasskeys() {
  return useQuery({
    queryKey: passkeysKey,
    queryFn: async () => {
      const { data, error } = await client.passkey.listUserPasskeys();
      if (error !== null) throw new Error(error.message);
      return data;
    },
  });
}

export async function addPasskey(name: string): Promise<SignInFailure | null> {
  const answered = await client.passkey.addPasskey({ name });
  await queryClient.invalidateQueries({ queryKey: passkeysKey });
  return failureOf(
    answered?.error ?? null,
    "No passkey was added. If you signed in long ago, sign in again first.",
  );
}

export async function removePasskey(id: string): Promise<SignInFailure | null> {
  const { error } = await client.passkey.deletePasskey({ id });
  await queryClient.invalidateQueries({ queryKey: passkeysKey });
  return failureOf(error, "The passkey was not removed. Try again.");
}

/** Deletes the account; memberships end with it. */
export async function deleteAccount(password: string): Promise<SignInFailure | null> {
  const { error } = await client.deleteUser(password === "" ? {} : { password });
  if (error === null) queryClient.clear();
  const isSaid =
    error !== null && ["last_owner", "password_wanted"].includes(error.code?.toLowerCase() ?? "");
  return failureOf(error, isSaid && error.message ? error.message : wrongPassword);
}

function refresh(): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: query.me.key() }),
    queryClient.invalidateQueries({ queryKey: query.sessions.key() }),
  ]);
}
